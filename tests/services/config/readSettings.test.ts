import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Role } from '../../../lib/settings/crossMistakes';
import { readSettings } from '../../../services/config';
import { app, cwd, key1, key2, mistakesOf, read, redirect } from './readWith';

describe('what each role needs', () => {
	const needs = (env: NodeJS.ProcessEnv, role: Role) =>
		mistakesOf(env, role).map((mistake) => mistake.split(' ')[0]);

	test('web needs all three and a database', () => {
		expect(needs({}, 'web')).toEqual([...Object.keys(app), 'DATABASE_URL']);
		expect(needs({ ...app, DATABASE_URL: 'postgres://db/x' }, 'web')).toEqual([]);
	});

	test('the worker needs no redirect URI', () => {
		expect(needs({}, 'worker')).toEqual([
			'TIKTOK_CLIENT_KEY',
			'TIKTOK_CLIENT_SECRET',
			'DATABASE_URL',
		]);
		const env = { ...app, TIKTOK_REDIRECT_URI: '', DATABASE_URL: 'postgresql://db/x' };
		expect(read(env, 'worker').tiktok?.redirectUri).toBeNull();
	});

	test('up needs all three once one is there', () => {
		expect(needs({ TIKTOK_API_URL: 'http://127.0.0.1:9000' }, 'up')).toEqual(Object.keys(app));
	});

	test('a command needs nothing, but no half pair either', () => {
		expect(needs({}, 'client')).toEqual([]);
		expect(needs({ TIKTOK_REDIRECT_URI: redirect }, 'client')).toEqual([]);
		expect(needs({ TIKTOK_CLIENT_KEY: 'aw1' }, 'client')).toEqual(['TIKTOK_CLIENT_SECRET']);
	});
});

describe('the settings', () => {
	test('with nothing set are those of sandbox mode', () => {
		expect(read({})).toEqual({
			mode: 'sandbox',
			tiktok: null,
			extraScopes: [],
			youtube: { apiKey: null, cookiesFile: null },
			webSub: null,
			port: 3000,
			host: '127.0.0.1',
			publicUrl: 'http://localhost:3000',
			dataDir: join(cwd, '.14ms', 'sandbox'),
			mediaLimitBytes: 20_000_000_000,
			databaseUrl: null,
			secretKeys: null,
			operatorToken: null,
			temporalEmbedded: true,
			temporalEnv: {},
			tools: { ytDlpPath: null, ffmpegPath: null, temporalCliPath: null },
			network: {
				httpProxy: null,
				httpsProxy: null,
				noProxy: ['localhost', '127.0.0.1', '::1'],
				extraCaFiles: [],
			},
			operator: { name: 'The operator of this 14ms server', email: null },
			repostsAtOnce: 5,
			timing: {
				heartbeatTimeoutMs: 8_000,
				statusPollMs: 2000,
				reviewMs: 604_800_000,
				uncertainAfterMs: 21_600_000,
				accessTokenMs: 3_600_000,
			},
		});
	});

	test('of a TikTok app', () => {
		const settings = read({
			...app,
			TIKTOK_REDIRECT_URI: 'https://x.example/api/tiktok/callback',
		});
		expect(settings).toMatchObject({
			mode: 'tiktok',
			publicUrl: 'https://x.example',
			dataDir: join(cwd, '.14ms'),
		});
		expect(settings.tiktok).toEqual({
			clientKey: app.TIKTOK_CLIENT_KEY,
			clientSecret: app.TIKTOK_CLIENT_SECRET,
			redirectUri: 'https://x.example/api/tiktok/callback',
			authorizeUrl: 'https://www.tiktok.com/v2/auth/authorize/',
			apiUrl: 'https://open.tiktokapis.com',
			isStandIn: false,
		});
	});

	test('of a stand-in, whose slash at the end is forgiven', () => {
		const { tiktok } = read({
			...app,
			TIKTOK_API_URL: 'http://127.0.0.1:9000/',
			TIKTOK_AUTHORIZE_URL: 'http://127.0.0.1:9000/v2/auth/authorize/',
		});
		expect(tiktok).toMatchObject({ apiUrl: 'http://127.0.0.1:9000', isStandIn: true });
	});

	test('keys are read in both alphabets, the first one first', () => {
		const { secretKeys } = read({ SECRET_KEYS: `${key2}, ${key1}` });
		expect(secretKeys?.map((key) => [key.length, key[0]])).toEqual([
			[32, 0xfb],
			[32, 1],
		]);
	});

	test('proxies in lower case count, and loopback is never proxied', () => {
		const { network } = read({
			https_proxy: 'http://p:1',
			no_proxy: '.corp, localhost 10.0.0.1',
		});
		expect(network).toMatchObject({
			httpsProxy: 'http://p:1',
			noProxy: ['.corp', 'localhost', '10.0.0.1', '127.0.0.1', '::1'],
		});
	});

	test("Temporal's own settings are handed on as they are", () => {
		const env = { TEMPORAL_ADDRESS: 'a.example:7233', TEMPORAL_GRPC_META_X: 'y' };
		const settings = read({ ...env, TEMPORAL_CLI_PATH: '' });
		expect(settings.temporalEmbedded).toBe(false);
		expect(settings.temporalEnv).toEqual(env);
		expect(read({ TEMPORAL_PROFILE: 'prod' }).temporalEmbedded).toBe(false);
	});
});

describe('where settings come from', () => {
	test('.env, then .env.local, then the environment; an empty one takes back what was set', () => {
		writeFileSync(
			join(cwd, '.env'),
			'PORT=1001\nHOST=0.0.0.0\nOPERATOR_NAME="Ann B"\nDATA_DIR=d\n',
		);
		writeFileSync(join(cwd, '.env.local'), 'PORT=1002\nHOST=::1 # comment\n');
		expect(read({ PORT: '1003', DATA_DIR: '' })).toMatchObject({
			port: 1003,
			host: '::1',
			operator: { name: 'Ann B' },
			dataDir: join(cwd, '.14ms', 'sandbox'),
		});
	});

	test('the environment itself is left as it was', () => {
		writeFileSync(join(cwd, '.env'), 'FOURTEENMS_TEST=1\n');
		const before = { ...process.env };
		readSettings({ cwd, for: 'client' });
		expect({ ...process.env }).toEqual(before);
	});

	test('TIKTOK_* settings that are there but empty are sandbox mode', () => {
		expect(read({ TIKTOK_CLIENT_KEY: '', TIKTOK_CLIENT_SECRET: '  ' }).mode).toBe('sandbox');
	});

	test('a command without the keys finds the data folder that `up` made with them', () => {
		mkdirSync(join(cwd, '.14ms'));
		expect(read({}, 'client').dataDir).toBe(join(cwd, '.14ms'));
		mkdirSync(join(cwd, '.14ms', 'sandbox'));
		expect(read({}, 'client').dataDir).toBe(join(cwd, '.14ms', 'sandbox'));
	});
});

test('.env.example copied as it is starts sandbox mode, and names every setting', () => {
	const example = readFileSync(join(__dirname, '../../../.env.example'), 'utf8');
	writeFileSync(join(cwd, '.env'), example);
	expect(read({}).mode).toBe('sandbox');
	const source = readFileSync(join(__dirname, '../../../lib/settings/settingsSchema.ts'), 'utf8');
	const names = [...source.matchAll(/^\t([A-Z_]+): setting/gmu)].map(([, name]) => name ?? '');
	expect(names.length).toBeGreaterThan(20);
	for (const name of names) expect(example).toMatch(new RegExp(`^(# )?${name}=`, 'mu'));
});
