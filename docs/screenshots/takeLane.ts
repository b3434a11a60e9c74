import type { Page } from 'playwright-core';
import { recipes } from '../../sandbox/samples/recipes';

/** Gives the sandbox's account a schedule, lets a few Shorts wait, and takes the page of its lane. */
export async function takeLane(
	page: Page,
	{ baseUrl, token, path }: { baseUrl: string; token: string; path: string },
): Promise<void> {
	const send = async (method: string, call: string, body: object): Promise<void> => {
		const answer = await fetch(`${baseUrl}/api/v1${call}`, {
			method,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`${call}: ${await answer.text()}`);
	};
	await send('PATCH', '/accounts/sandbox_creator/lane', {
		spacingMinutes: 45,
		quietHours: { from: '00:30', until: '06:30' },
		dailyCap: 8,
	});
	for (const { id } of [recipes.threeMinutes, recipes.needsTranscoding, recipes.small]) {
		const wish = { account: 'sandbox_creator', video: id, again: true, ownContent: true };
		await send('POST', '/reposts', wish);
	}
	await page.goto(`${baseUrl}/accounts`);
	await page.getByRole('link', { name: /^Lane/ }).click();
	await page.getByRole('heading', { name: 'Waiting (3)' }).waitFor();
	await page.getByText('its turn is about').nth(2).waitFor();
	await page.screenshot({ path, fullPage: true });
}
