import sparticuz from '@sparticuz/chromium';
import { chromium, selectors, type Browser, type BrowserContext } from 'playwright-core';

/** Chromium from npm, without a window, in English and at 1x. */
export async function openChromium(): Promise<{ browser: Browser; context: BrowserContext }> {
	// n8n's spelling of data-testid.
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({
		executablePath: await sparticuz.executablePath(),
		args: ['--no-sandbox', '--headless=shell', '--hide-scrollbars'],
	});
	const context = await browser.newContext({
		viewport: { width: 1280, height: 800 },
		deviceScaleFactor: 1,
		colorScheme: 'light',
		locale: 'en-GB',
		timezoneId: 'Europe/Berlin',
	});
	return { browser, context };
}
