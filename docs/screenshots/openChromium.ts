import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

/** Wide enough for the pages' own width, narrow enough for a README; pictures grow with the page. */
const viewport = { width: 1100, height: 480 };

/** Chromium from npm, without a window; its one context takes pictures at 1x, in English, UTC and light colours. */
export async function openChromium(): Promise<{ browser: Browser; context: BrowserContext }> {
	const browser = await chromium.launch({
		executablePath: await sparticuz.executablePath(),
		// The package's own flags also switch off the same-origin policy, which nothing here needs.
		args: [
			'--no-sandbox',
			'--headless=shell',
			'--font-render-hinting=none',
			'--hide-scrollbars',
		],
	});
	const context = await browser.newContext({
		viewport,
		deviceScaleFactor: 1,
		colorScheme: 'light',
		locale: 'en-GB',
		timezoneId: 'UTC',
	});
	return { browser, context };
}
