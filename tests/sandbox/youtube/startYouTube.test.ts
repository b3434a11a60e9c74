import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { SampleVideo } from '../../../sandbox/samples/SampleVideo';
import { startYouTube, type YouTubeStandIn } from '../../../sandbox/youtube/startYouTube';
import { samples } from '../../services/youtube/youtubeBench';

let dir: string;
let standIn: YouTubeStandIn;
let small: SampleVideo;

beforeAll(async () => {
	const [first, wide] = await samples('small', 'landscape');
	if (!first || !wide) throw new Error('The samples are missing.');
	small = first;
	dir = await mkdtemp(join(tmpdir(), '14ms-test-standin-'));
	standIn = await startYouTube({ dir, videos: [first, wide] });
});

afterEach(() => standIn.setFault({}));

afterAll(async () => {
	await standIn.close();
	await rm(dir, { recursive: true, force: true });
});

/** Opens a tunnel; resolves to the proxy's status and the socket. */
function tunnel(target: string): Promise<{ status: number; socket: Socket }> {
	return new Promise((resolve, reject) => {
		const { hostname, port } = new URL(standIn.proxyUrl);
		request({ hostname, port, method: 'CONNECT', path: target })
			.on('connect', ({ statusCode = 0 }, socket: Socket) =>
				resolve({ status: statusCode, socket }),
			)
			.on('error', reject)
			.end();
	});
}

/** GET through the proxy with full checks of the certificate; resolves to the raw answer. */
async function get(url: string, headers: Record<string, string> = {}): Promise<string> {
	const { hostname: host, pathname, search } = new URL(url);
	const { socket } = await tunnel(`${host}:443`);
	const secure = connect({ socket, servername: host, ca: await readFile(standIn.caFile) });
	const lines = Object.entries({ host, connection: 'close', ...headers }).map(
		([name, value]) => `${name}: ${value}`,
	);
	secure.write(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
	const parts: Buffer[] = [];
	for await (const part of secure) parts.push(part as Buffer);
	return Buffer.concat(parts).toString('latin1');
}

function dataUrl(page: string): string {
	const url =
		/https:\/\/rr1---sn-sandbox\.googlevideo\.com\/videoplayback\?[^"]*itag=136[^"]*/.exec(
			page,
		);
	return url?.[0] ?? '';
}

test('a Short is at /shorts, another video is sent on to /watch', async () => {
	expect(await get(`https://www.youtube.com/shorts/${small.id}`)).toMatch(/^HTTP\/1\.1 200 /);
	expect(await get('https://www.youtube.com/shorts/w1de_Scr33n')).toMatch(
		/^HTTP\/1\.1 303 [^]*location: \/watch\?v=w1de_Scr33n/,
	);
});

test('googlevideo answers ranges, and refuses what is past the end', async () => {
	const url = dataUrl(await get(`https://www.youtube.com/watch?v=${small.id}`));
	const { sizeBytes = 0, path = '' } = small.formats.find(({ itag }) => itag === 136) ?? {};
	const answer = await get(url, { range: 'bytes=100-199' });
	expect(answer).toMatch(/^HTTP\/1\.1 206 /);
	expect(answer).toContain(`content-range: bytes 100-199/${sizeBytes}`);
	const expected = (await readFile(path)).subarray(100, 200).toString('latin1');
	expect(answer.endsWith(`\r\n\r\n${expected}`)).toBe(true);
	expect(await get(url, { range: `bytes=${sizeBytes}-` })).toMatch(/^HTTP\/1\.1 416 /);
});

test('an old data URL is refused', async () => {
	const url = dataUrl(await get(`https://www.youtube.com/watch?v=${small.id}`));
	expect(await get(url.replace(/expire=\d+/, 'expire=1'))).toMatch(/^HTTP\/1\.1 403 /);
});

test.each([
	'example.com:443',
	'youtube.com.evil.example:443',
	'evilyoutube.com:443',
	'127.0.0.1:22',
])('%s is never reached', async (target) => {
	const { status, socket } = await tunnel(target);
	socket.destroy();
	expect(status).toBe(404);
});

test('a page that is not played is 404', async () => {
	expect(await get('https://www.youtube.com/feed/subscriptions')).toMatch(/^HTTP\/1\.1 404 /);
});

test('the authority is kept between starts, and its key is for the owner only', async () => {
	const before = await readFile(standIn.caFile, 'utf8');
	const second = await startYouTube({ dir, videos: [] });
	await second.close();
	expect(await readFile(second.caFile, 'utf8')).toBe(before);
	expect((await stat(join(dir, 'identity.pem'))).mode & 0o777).toBe(0o600);
	expect(new X509Certificate(before).ca).toBe(true);
});

test('the authority is made anew before it ends', async () => {
	const before = await readFile(standIn.caFile, 'utf8');
	const inElevenMonths = Date.now() + 340 * 86_400_000;
	const later = await mkdtemp(join(tmpdir(), '14ms-test-standin-'));
	try {
		await (await startYouTube({ dir: later, videos: [] })).close();
		const first = await readFile(join(later, 'ca.pem'), 'utf8');
		await (await startYouTube({ dir: later, videos: [], now: () => inElevenMonths })).close();
		expect(await readFile(join(later, 'ca.pem'), 'utf8')).not.toBe(first);
	} finally {
		await rm(later, { recursive: true, force: true });
	}
	expect(await readFile(standIn.caFile, 'utf8')).toBe(before);
});

test('faults are switched over HTTP, and mistakes in them are told', async () => {
	const post = (body: string) =>
		fetch(`${standIn.origin}/sandbox/faults`, { method: 'POST', body });
	expect((await post('{"unplayable":"private"}')).status).toBe(200);
	expect(await get(`https://www.youtube.com/watch?v=${small.id}`)).toContain('Private video');
	for (const wrong of ['', '{"unplayable":"sleepy"}', '{"data":{"status":200}}', '{"typo":1}']) {
		expect((await post(wrong)).status).toBe(400);
	}
	expect((await post('{}')).status).toBe(200);
	expect(await get(`https://www.youtube.com/watch?v=${small.id}`)).not.toContain('Private video');
});

test('a fault may be for one video only', async () => {
	standIn.setFault({ video: 'w1de_Scr33n', unplayable: 'private' });
	expect(await get('https://www.youtube.com/watch?v=w1de_Scr33n')).toContain('Private video');
	expect(await get(`https://www.youtube.com/watch?v=${small.id}`)).not.toContain('Private video');
});

test('the state tells what is on the shelf and what was asked', async () => {
	standIn.forget();
	await get(`https://www.youtube.com/watch?v=${small.id}`);
	const state: unknown = await (await fetch(`${standIn.origin}/sandbox/state`)).json();
	expect(state).toMatchObject({
		videos: [
			{ id: small.id, isShort: true },
			{ id: 'w1de_Scr33n', isShort: false },
		],
		faults: {},
		requests: [
			{
				method: 'GET',
				host: 'www.youtube.com',
				path: '/watch',
				videoId: small.id,
				status: 200,
			},
		],
	});
});
