import axios from 'axios';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxApiKey } from '../../../sandbox/youtube/dataApi/dataApi';
import { startYouTube, type YouTubeStandIn } from '../../../sandbox/youtube/startYouTube';
import { createAgents } from '../../../services/http/agents';
import { samples } from '../../services/youtube/youtubeBench';

let dir: string;
let standIn: YouTubeStandIn;
let now = Date.parse('2026-11-27T20:00:00Z');

beforeAll(async () => {
	dir = await mkdtemp(join(tmpdir(), '14ms-test-dataapi-'));
	standIn = await startYouTube({ dir, videos: await samples('small'), now: () => now });
});
afterAll(async () => {
	await standIn.close();
	await rm(dir, { recursive: true, force: true });
});

/** As far as the tests look. */
interface Body {
	items: { snippet: object; contentDetails: { videoId: string } }[];
}

function get(path: string, headers: Record<string, string> = { 'X-Goog-Api-Key': sandboxApiKey }) {
	const agents = createAgents(
		{ httpProxy: null, httpsProxy: standIn.proxyUrl, noProxy: [] },
		{ caFile: standIn.caFile },
	);
	const url = path.startsWith('https:') ? path : `https://www.googleapis.com/youtube/v3/${path}`;
	return axios.get<Body>(url, {
		...agents,
		headers,
		maxRedirects: 0,
		validateStatus: () => true,
	});
}

const refusals = {
	'videos?id=a': [400, 'missingRequiredParameter'],
	'videos?part=snippet': [400, 'missingRequiredParameter'],
	'videos?part=everything&id=a': [400, 'unknownPart'],
	'channels?part=snippet&id=a&forHandle=b': [400, 'incompatibleParameters'],
	'playlistItems?part=snippet&playlistId=UUSHnone': [404, 'playlistNotFound'],
	'playlistItems?part=snippet&playlistId=UU14msSandboxStudio00000&maxResults=51': [
		400,
		'invalidParameter',
	],
	'playlistItems?part=snippet&playlistId=UU14msSandboxStudio00000&pageToken=x': [
		400,
		'invalidPageToken',
	],
	[`videos?part=snippet&id=${Array.from({ length: 51 }, (_, n) => n).join(',')}`]: [
		400,
		'invalidParameter',
	],
} as const;

test.each(Object.entries(refusals))('refuses %.60s', async (path, [status, reason]) => {
	const answer = await get(path);
	expect(answer).toMatchObject({
		status,
		data: { error: { code: status, errors: [{ reason }] } },
	});
});

test('refuses no key and a wrong one, each in Google’s way', async () => {
	expect(await get('videos?part=id&id=a', {})).toMatchObject({
		status: 403,
		data: { error: { status: 'PERMISSION_DENIED' } },
	});
	expect(await get('videos?part=id&id=a', { 'X-Goog-Api-Key': 'x' })).toMatchObject({
		status: 400,
		data: { error: { details: [{ reason: 'API_KEY_INVALID' }] } },
	});
});

test('gives only the parts that are asked for, and 304 for its own ETag', async () => {
	const path = 'playlistItems?part=contentDetails&playlistId=UUSH14msSandboxStudio00000';
	const { data, headers } = await get(path);
	expect(Object.keys(data.items[0] ?? {}).sort()).toEqual([
		'contentDetails',
		'etag',
		'id',
		'kind',
	]);
	const tagged = { 'X-Goog-Api-Key': sandboxApiKey, 'If-None-Match': String(headers.etag) };
	expect((await get(path, tagged)).status).toBe(304);
});

test('counts units by the day in California, also of refusals and of 304', async () => {
	now = Date.parse('2026-11-28T07:59:00Z');
	standIn.setQuota(standIn.usedUnits() + 1);
	expect((await get('videos?part=nonsense&id=a')).status).toBe(400);
	const answer = await get('videos?part=id&id=a');
	expect(answer).toMatchObject({
		status: 403,
		data: { error: { errors: [{ reason: 'quotaExceeded', domain: 'youtube.quota' }] } },
	});
	now = Date.parse('2026-11-28T08:00:00Z');
	standIn.setQuota(10_000);
	expect((await get('videos?part=id&id=a')).status).toBe(200);
	expect(standIn.usedUnits()).toBe(1);
});

test('the control API does the same in other processes', async () => {
	const call = async (method: string, path: string, body?: unknown) => {
		const answer = await fetch(`${standIn.origin}/sandbox/${path}`, {
			method,
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const read = (await answer.json()) as { id: string; videos: unknown[] };
		return { status: answer.status, body: read };
	};
	const channel = (await call('POST', 'channels', { handle: '@here', title: 'Here' })).body;
	const video = (await call('POST', `channels/${channel.id}/videos`, { title: 'One' })).body;
	expect((await call('GET', `channels/${channel.id}`)).body.videos).toHaveLength(1);
	const feed = `https://www.youtube.com/feeds/videos.xml?playlist_id=UUSH${channel.id.slice(2)}`;
	expect((await get(feed)).data).toContain(video.id);
	await call('PATCH', `videos/${video.id}`, { access: 'private' });
	expect((await get(feed)).status).toBe(404);
	await call('PATCH', `channels/${channel.id}`, { description: 'code' });
	expect(
		(await get(`channels?part=snippet&forHandle=@HERE`)).data.items[0]?.snippet,
	).toMatchObject({
		description: 'code',
		customUrl: '@here',
	});
	await call('POST', 'generate', { count: 3, videosEach: 2 });
	expect((await get('channels?part=snippet&forHandle=generated2')).data.items).toHaveLength(1);
	expect((await call('POST', 'channels', { handle: 'none' })).status).toBe(400);
	expect((await call('PATCH', 'videos/none0000000', {})).status).toBe(409);
	expect((await call('DELETE', `channels/${channel.id}`)).status).toBe(200);
	expect((await call('GET', `channels/${channel.id}`)).status).toBe(409);
});

test('dates that come have their effect: an upload with a date, a premiere', async () => {
	const { id } = standIn.channels.add();
	const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
	const scheduled = standIn.channels.publish(id, { publishedAt: at(10) });
	const premiere = standIn.channels.publish(id, { live: 'premiere', startsAt: at(20) });
	const list = async (kind: string) => {
		const path = `playlistItems?part=contentDetails&playlistId=${kind}${id.slice(2)}`;
		const { data } = await get(path);
		return ((data.items as Body['items'] | undefined) ?? []).map(
			({ contentDetails }) => contentDetails.videoId,
		);
	};
	expect(await list('UU')).toEqual([premiere.id]);
	expect(await list('UUSH')).toEqual([]);
	now += 11 * 60_000;
	expect(await list('UUSH')).toEqual([scheduled.id]);
	now += 10 * 60_000;
	expect(await list('UUSH')).toEqual([scheduled.id, premiere.id]);
});
