import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { until } from '../../demo/look';

/** Follows the sandbox's channel by its form, and takes the preview and the page of the sync. */
export async function takeSync(
	page: Page,
	{ baseUrl, token, images }: { baseUrl: string; token: string; images: string },
): Promise<void> {
	await page.goto(`${baseUrl}/syncs/new`);
	await page.getByLabel('YouTube channel').fill('@sandboxstudio');
	await page.getByLabel('Of those that are there already').selectOption('last');
	await page.getByLabel('How many').fill('3');
	await page.getByText('Words, hashtags, length, order').click();
	await page.getByLabel('Not with these words').fill('pottery');
	await page.getByRole('button', { name: 'Show what would happen' }).click();
	await page.getByRole('heading', { name: 'What would happen' }).waitFor();
	// The preview is jumped to; places are told from the top of the window.
	await page.evaluate('scrollTo(0, 0)');
	const rules = await page.getByRole('group', { name: 'Which Shorts' }).boundingBox();
	const whole = await page.locator('main').boundingBox();
	if (!rules || !whole) throw new Error('The form is not there.');
	const top = Math.floor(rules.y) - 20;
	await page.screenshot({
		path: join(images, 'sync-follow.png'),
		fullPage: true,
		clip: { x: 0, y: top, width: 1100, height: Math.ceil(whole.y + whole.height) - top },
	});

	await page.getByLabel('This is my channel').check();
	await page.getByRole('button', { name: 'Follow this channel' }).click();
	await page.getByRole('heading', { name: 'Sandbox Studio' }).waitFor();
	const path = new URL(page.url()).pathname;
	await until('the first look', async () => {
		const answer = await fetch(`${baseUrl}/api/v1${path}`, {
			headers: { authorization: `Bearer ${token}` },
		});
		const { lastRun, counts } = (await answer.json()) as {
			lastRun: unknown;
			counts: Record<string, number>;
		};
		return lastRun && counts.undecided === 0 ? counts : null;
	});
	await page.reload();
	await page.getByText('In your TikTok inbox').first().waitFor();
	await page.screenshot({ path: join(images, 'sync.png'), fullPage: true });
}
