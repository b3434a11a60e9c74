import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startYouTube, type YouTubeStandIn } from '../../../sandbox/youtube/startYouTube';
import { createAgents } from '../../../services/http/agents';
import { parseXml } from '@rgrove/parse-xml';
import axios from 'axios';
import { samples } from '../../services/youtube/youtubeBench';

let dir: string;
let standIn: YouTubeStandIn;
let receiver: Server;
let callback: string;
let now = Date.now();
let answers: 'challenge' | 'other' = 'challenge';
const got: {
	method: string;
	query: URLSearchParams;
	headers: IncomingMessage['headers'];
	body: string;
}[] = [];

beforeAll(async () => {
	dir = await mkdtemp(join(tmpdir(), '14ms-test-hub-'));
	standIn = await startYouTube({ dir, videos: await samples('small'), now: () => now });
	receiver = createServer((request, response) => void receive(request, response));
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	callback = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/websub/token`;
});

beforeEach(() => {
	got.length = 0;
	answers = 'challenge';
	now = Date.now();
	standIn.setFault({});
});

afterAll(async () => {
	await standIn.close();
	await new Promise((resolve) => receiver.close(resolve));
	await rm(dir, { recursive: true, force: true });
});

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { searchParams: query } = new URL(request.url ?? '', 'http://here');
	const body = await text(request);
	got.push({ method: request.method ?? '', query, headers: request.headers, body });
	response.end(answers === 'challenge' ? query.get('hub.challenge') : 'nothing');
}

async function ask(form: Record<string, string>): Promise<number> {
	const agents = createAgents(
		{ httpProxy: null, httpsProxy: standIn.proxyUrl, noProxy: [] },
		{ caFile: standIn.caFile },
	);
	const answer = await axios.post(
		'https://pubsubhubbub.appspot.com/subscribe',
		new URLSearchParams(form),
		{
			...agents,
			validateStatus: () => true,
		},
	);
	await standIn.hub.settled();
	return answer.status;
}

const topic = (channelId: string) =>
	`https://www.youtube.com/xml/feeds/videos.xml?channel_id=${channelId}`;

function subscribe(channelId: string, more: Record<string, string> = {}): Promise<number> {
	return ask({
		'hub.mode': 'subscribe',
		'hub.callback': callback,
		'hub.topic': topic(channelId),
		...more,
	});
}

test('verifies the intent, then pushes each public video with a signature', async () => {
	const { id } = standIn.channels.add();
	expect(await subscribe(id, { 'hub.secret': 's3cret', 'hub.lease_seconds': '864000' })).toBe(
		202,
	);
	expect(Object.fromEntries(got[0]?.query ?? [])).toEqual({
		'hub.mode': 'subscribe',
		'hub.topic': topic(id),
		'hub.challenge': expect.any(String) as unknown,
		'hub.lease_seconds': '864000',
	});
	got.length = 0;

	const video = standIn.channels.publish(id, { title: 'A & B' });
	standIn.channels.publish(id, { access: 'private' });
	await standIn.hub.settled();
	expect(got).toHaveLength(1);
	const { body = '', headers = {} } = got[0] ?? {};
	expect(parseXml(body).root?.name).toBe('feed');
	expect(body).toContain(`<yt:videoId>${video.id}</yt:videoId>`);
	expect(body).toContain(`<yt:channelId>${id}</yt:channelId>`);
	expect(body).toContain('<title>A &amp; B</title>');
	const signature = createHmac('sha1', 's3cret').update(body).digest('hex');
	expect(headers['x-hub-signature']).toBe(`sha1=${signature}`);
	expect(headers['content-type']).toBe('application/atom+xml');

	standIn.channels.removeVideo(video.id);
	await standIn.hub.settled();
	expect(got[1]?.body).toContain(`at:deleted-entry ref="yt:video:${video.id}"`);
});

test('a callback that does not repeat the challenge is not subscribed', async () => {
	const { id } = standIn.channels.add();
	answers = 'other';
	expect(await subscribe(id)).toBe(202);
	expect(await subscribe(id, { 'hub.verify': 'sync' })).toBe(409);
	expect(standIn.hub.subscriptions.filter(({ channelId }) => channelId === id)).toEqual([]);
});

test('a lease runs out, and an unsubscribed callback hears no more', async () => {
	const [first, second] = [standIn.channels.add(), standIn.channels.add()];
	await subscribe(first.id, { 'hub.lease_seconds': '60' });
	await subscribe(second.id);
	await ask({
		'hub.mode': 'unsubscribe',
		'hub.callback': callback,
		'hub.topic': topic(second.id),
	});
	now += 61_000;
	got.length = 0;
	standIn.channels.publish(first.id);
	standIn.channels.publish(second.id);
	await standIn.hub.settled();
	expect(got).toEqual([]);
});

test('refuses what is no request, and whatever it is told to refuse', async () => {
	const { id } = standIn.channels.add();
	expect(await subscribe(id, { 'hub.mode': 'other' })).toBe(400);
	expect(await subscribe(id, { 'hub.callback': 'nowhere' })).toBe(400);
	expect(await subscribe(id, { 'hub.topic': 'https://example.com/feed' })).toBe(400);
	standIn.setFault({ hub: { status: 503, times: 1 } });
	expect(await subscribe(id)).toBe(503);
	standIn.setFault({ hub: { times: 1 } });
	expect(await subscribe(id)).toBe(202);
	expect(got.map(({ query }) => query.get('hub.mode'))).toEqual(['denied']);
	expect(await subscribe(id)).toBe(202);
	expect(standIn.hub.subscriptions.filter(({ channelId }) => channelId === id)).toHaveLength(1);
});
