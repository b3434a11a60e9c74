import { printable } from '../../../lib/printable';
import { notFound } from '../../../services/youtube/createChannelPages';
import { patience } from '../youtube/youtubeBench';
import { discoveryBench, type DiscoveryBench, withKey } from './discoveryBench';

let bench: DiscoveryBench;

beforeAll(async () => {
	bench = await discoveryBench();
});
afterEach(() => bench.calm());
afterAll(() => bench.close());

const code = '14ms-verify=abc123';

describe.each([
	['by the Data API', withKey],
	['by yt-dlp', {}],
])('a channel %s', (_, key) => {
	test('is found by id, handle and the old addresses, with its description', async () => {
		const channel = bench.standIn.channels.add({
			handle: `@Größe.${'apiKey' in key ? 1 : 2}`,
			title: 'Mein “Kanal” 🎬',
			description: `Hallo\n${code}\n<b>&amp;`,
			username: `olduser${'apiKey' in key ? 1 : 2}`,
			customName: `custom${'apiKey' in key ? 1 : 2}`,
		});
		const found = {
			channelId: channel.id,
			handle: channel.handle,
			title: channel.title,
			description: channel.description,
			avatarUrl: expect.stringMatching(/^https:\/\/yt3\.ggpht\.com\//) as unknown,
		};
		const client = bench.client(key);
		const handle = channel.handle.slice(1).toLowerCase();
		for (const ref of [
			{ kind: 'id', channelId: channel.id } as const,
			{ kind: 'handle', handle } as const,
			{ kind: 'user', name: channel.username ?? '' } as const,
			{ kind: 'custom', name: channel.customName ?? '' } as const,
		]) {
			expect(await client.findChannel(ref, patience())).toEqual(found);
		}
	});

	test('that is not there is channel_not_found, with the name that was asked for', async () => {
		const handle = `nobody${'apiKey' in key ? 1 : 2}`;
		await expect(
			bench.client(key).findChannel({ kind: 'handle', handle }, patience()),
		).rejects.toMatchObject({
			code: 'channel_not_found',
			message: expect.stringContaining(`@${handle}`) as unknown,
		});
	});
});

test('a name that could break a line is told as one line', () => {
	const { message } = notFound({ kind: 'custom', name: 'a\r\nX-Evil: \0'.repeat(30) });
	expect(message).toMatch(/^YouTube has no channel “a.*…”: check its handle or address\.$/);
	expect(printable(message)).toBe(message);
	expect(message.length).toBeLessThan(200);
});

test('a new handle is found, the old one is not', async () => {
	const { id } = bench.standIn.channels.add({ handle: '@before' });
	bench.standIn.channels.change(id, { handle: '@after' });
	const client = bench.client(withKey);
	const byId = await client.findChannel({ kind: 'id', channelId: id }, patience());
	expect(byId.handle).toBe('@after');
	await expect(
		client.findChannel({ kind: 'handle', handle: 'before' }, patience()),
	).rejects.toMatchObject({ code: 'channel_not_found' });
});

test('a refused key does not hide a channel: yt-dlp is asked', async () => {
	const channel = bench.standIn.channels.add();
	const client = bench.client({ apiKey: 'AIzaWrong' });
	const found = await client.findChannel({ kind: 'id', channelId: channel.id }, patience());
	expect(found.title).toBe(channel.title);
});

test('YouTube’s trouble is not “not found”', async () => {
	const channel = bench.standIn.channels.add();
	bench.standIn.setFault({ channelPages: { status: 429 } });
	await expect(
		bench.client().findChannel({ kind: 'id', channelId: channel.id }, patience()),
	).rejects.toMatchObject({ code: 'youtube_rate_limited' });
});
