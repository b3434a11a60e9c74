import { rm } from 'node:fs/promises';
import { sandboxApiKey } from '../../../sandbox/youtube/dataApi/dataApi';
import { processEnvironment, readSettings } from '../../../services/config';
import { createLog } from '../../../services/createLog';
import { openServices, type Services, withTikTok } from '../../../services/openServices';
import { newDataDir } from '../../support/newDataDir';
import { type Bench, patience, samples, youtubeBench } from '../youtube/youtubeBench';
import { root } from '../../support/stack';

let bench: Bench;
let dataDir: string;
let services: Services | null = null;

beforeAll(async () => {
	bench = await youtubeBench(await samples('small', 'landscape'));
	dataDir = await newDataDir();
});
afterEach(async () => {
	await services?.close();
	services = null;
	bench.calm();
});
afterAll(async () => {
	await bench.close();
	await rm(dataDir, { recursive: true, force: true });
});

async function open(settings: Record<string, string>): Promise<Services> {
	const read = readSettings({
		for: 'up',
		cwd: dataDir,
		env: {
			...{ TIKTOK_CLIENT_KEY: 'key', TIKTOK_CLIENT_SECRET: 'secret', DATA_DIR: dataDir },
			TIKTOK_REDIRECT_URI: 'http://localhost:3000/api/tiktok/callback',
			...settings,
		},
	});
	return (services = await openServices({
		...{ settings: withTikTok(read), root, env: processEnvironment() },
		log: createLog({ pretty: false, level: 'silent' }),
		youtubeVia: { proxy: bench.standIn.proxyUrl, caFile: bench.standIn.caFile },
	}));
}

const studio = 'UC14msSandboxStudio00000';
const look = (opened: Services) =>
	opened.discovery.list(studio, {
		memory: {},
		isKnown: () => Promise.resolve(new Set<string>()),
		signal: patience(),
	});

test('without a key the sandbox’s channel is found and its Short listed through the sandbox’s proxy', async () => {
	const opened = await open({});
	const ref = { kind: 'handle', handle: 'sandboxstudio' } as const;
	const channel = await opened.discovery.findChannel(ref, patience());
	expect(channel).toMatchObject({ channelId: studio, title: 'Sandbox Studio' });
	const { videos, sources } = await look(opened);
	expect(videos).toMatchObject([{ title: 'Seven seconds of sunrise', isShort: true }]);
	expect(sources).toMatchObject([{ source: 'rss', isOk: true }]);
});

test('with YOUTUBE_API_KEY the Data API is asked, and its units are counted', async () => {
	const opened = await open({ YOUTUBE_API_KEY: sandboxApiKey });
	expect((await look(opened)).sources).toMatchObject([{ source: 'dataApi', isOk: true }]);
	expect(await opened.store.calls.usage()).toContainEqual({
		...{ provider: 'youtube', endpoint: 'Data API playlistItems.list', accountId: '' },
		...{ lastMinute: 1, today: 1 },
	});
});
