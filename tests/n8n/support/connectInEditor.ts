import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import type { Stage } from './stage';

/** Where pictures go; `npm run docs:screenshots:n8n` says docs/images. */
const images = resolve(__dirname, '../../..', process.env.N8N_IMAGES ?? 'dist/n8n-images');
const patienceMs = 90_000;
const signInLink = z.object({ url: z.string() });

/** A page of n8n's editor, with the owner signed in. */
export async function openEditor(stage: Stage, context: BrowserContext): Promise<Page> {
	const [name = '', value = ''] = stage.rest.cookie().split('=');
	await context.addCookies([{ name, value, url: stage.passages.toN8n.origin }]);
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

interface Fields {
	serverUrl: string;
	/** With these n8n does not register by itself. */
	byHand?: { clientId: string; clientSecret: string; browserUrl: string };
}

/** As a person does it: a new credential, its fields, Connect; then what 14ms and TikTok ask in the window that opens. */
export async function connectInEditor(
	stage: Stage,
	page: Page,
	{ serverUrl, byHand }: Fields,
	walk: (popup: Page) => Promise<void>,
	picture?: string,
): Promise<void> {
	await page.goto(`${stage.passages.toN8n.origin}/home/credentials`);
	await page.getByTestId('add-resource-credential').click();
	await page.keyboard.type('14ms');
	await page.getByTestId('new-credential-type-select-option').first().waitFor();
	await page.keyboard.press('Enter');
	await page.getByTestId('new-credential-type-button').click();
	const field = (name: string) => page.getByTestId(`parameter-input-${name}`);
	await field('serverUrl').locator('input').fill(serverUrl);
	if (byHand) {
		await field('useDynamicClientRegistration').locator('.el-switch, button').first().click();
		for (const [name, value] of Object.entries(byHand)) {
			await field(name).locator('input').fill(value);
		}
	}
	if (picture) await shoot(page, `n8n-${picture}`);
	const opened = page.waitForEvent('popup');
	await page
		.getByTestId('quick-connect-button')
		.or(page.getByTestId('oauth-connect-button'))
		.first()
		.click();
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
	mkdirSync(images, { recursive: true });
	await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' });
}
