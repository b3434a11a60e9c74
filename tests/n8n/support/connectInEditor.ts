import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { signInLink, type Stage } from './stage';

const images = resolve(__dirname, '../../../docs/images');
const patienceMs = 90_000;

/** A page of n8n's editor, with the owner signed in. */
export async function openEditor(stage: Stage, context: BrowserContext): Promise<Page> {
	const [name = '', value = ''] = stage.rest.cookie().split('=');
	await context.addCookies([{ name, value, url: stage.n8n.origin }]);
	const page = await context.newPage();
	page.setDefaultTimeout(patienceMs);
	return page;
}

/** Signs the browser in to 14ms with the link that `14ms up` prints. */
export async function signInTo14ms(stage: Stage, page: Page): Promise<void> {
	const { url } = signInLink.parse(await stage.operator('POST', '/sign-in-links'));
	await page.goto(url);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await page.waitForURL(`${stage.fourteenMs.origin}/`);
}

/** As a person does it: a new credential, the server's URL, Connect; then what 14ms and TikTok ask in the window that opens. */
export async function connectInEditor(
	stage: Stage,
	page: Page,
	walk: (popup: Page) => Promise<void>,
	picture?: string,
): Promise<void> {
	await page.goto(`${stage.n8n.origin}/home/credentials`);
	await page.getByTestId('add-resource-credential').click();
	await page.keyboard.type('14ms');
	await page.getByTestId('new-credential-type-select-option').first().waitFor();
	await page.keyboard.press('Enter');
	await page.getByTestId('new-credential-type-button').click();
	await page
		.getByTestId('parameter-input-serverUrl')
		.locator('input')
		.fill(stage.fourteenMs.origin);
	if (picture) await shoot(page, `n8n-${picture}`);
	const opened = page.waitForEvent('popup');
	await page.getByTestId('quick-connect-button').click();
	const popup = await opened;
	popup.setDefaultTimeout(patienceMs);
	const closed = popup.waitForEvent('close', { timeout: patienceMs });
	await walk(popup);
	await closed;
	await page.getByTestId('oauth-connect-success-banner').waitFor();
	if (picture) await shoot(page, `n8n-${picture}ed`);
	await page.keyboard.press('Escape');
}

export async function shoot(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' });
}
