import { app, key1, key2, mistakesOf } from './readWith';

const cases: [what: string, env: NodeJS.ProcessEnv, sentence: string][] = [
	['a port that is a word', { PORT: 'http' }, 'PORT must be a whole number from 1 to 65535.'],
	['a port too high', { PORT: '65536' }, 'PORT must be a whole number from 1 to 65535.'],
	['port 0', { PORT: '0' }, 'PORT must be a whole number from 1 to 65535.'],
	[
		'a host with a scheme',
		{ HOST: 'http://0.0.0.0' },
		'HOST must be an address to listen on, such as 127.0.0.1 or 0.0.0.0, without http:// and port.',
	],
	[
		'a host with a port',
		{ HOST: '127.0.0.1:3000' },
		'HOST must be an address to listen on, such as 127.0.0.1 or 0.0.0.0, without http:// and port.',
	],
	[
		'a public URL with a path',
		{ PUBLIC_URL: 'http://localhost:3000/14ms' },
		'PUBLIC_URL must stop after the host and port: write it like https://14ms.example.com.',
	],
	[
		'a data folder with ~',
		{ DATA_DIR: '~/14ms' },
		'DATA_DIR starts with ~, which only shells understand: write the whole path.',
	],
	[
		'a database of another kind',
		{ DATABASE_URL: 'mysql://root:hunter2@db/x' },
		'DATABASE_URL must start with postgres:// or postgresql://, for example postgres://user:password@host:5432/database.',
	],
	[
		'a database URL that cannot be read',
		{ DATABASE_URL: 'postgres://root:hunter2@db:port/x' },
		'DATABASE_URL cannot be read as a URL: write it like postgres://user:password@host:5432/database, with special characters of the password as %XX.',
	],
	[
		'a key that is too short',
		{ SECRET_KEYS: `${key1},${Buffer.alloc(16).toString('base64')}` },
		'SECRET_KEYS: key 2 has 16 bytes, not 32: make one with `openssl rand -base64 32`.',
	],
	[
		'a key that is not base64',
		{ SECRET_KEYS: 'not base64!' },
		'SECRET_KEYS: key 1 is not base64: make one with `openssl rand -base64 32`.',
	],
	[
		'a comma too much',
		{ SECRET_KEYS: `${key1},` },
		'SECRET_KEYS: key 2 is empty: remove the comma that is too much.',
	],
	[
		'the same key twice, in both alphabets',
		{ SECRET_KEYS: `${key1},${key2},${Buffer.from(key2, 'base64url').toString('base64')}` },
		'SECRET_KEYS: key 3 is the same as key 2: remove one.',
	],
	[
		'a short operator token',
		{ OPERATOR_TOKEN: 'short' },
		'OPERATOR_TOKEN has 5 characters, at least 24 are needed: use a long random one.',
	],
	[
		'a space in the operator token',
		{ OPERATOR_TOKEN: 'correct horse battery staple and more' },
		'OPERATOR_TOKEN has a space or a line break inside: copy it again, it has none.',
	],
	['an e-mail address', { OPERATOR_EMAIL: 'me' }, 'OPERATOR_EMAIL is not an e-mail address.'],
	[
		'a proxy without a scheme',
		{ HTTPS_PROXY: 'user:hunter2@proxy:3128' },
		"HTTPS_PROXY must be the proxy's http or https URL, for example http://proxy.example:3128.",
	],
	[
		'a lower-case proxy of another kind',
		{ http_proxy: 'socks5://proxy:1080' },
		"http_proxy must be the proxy's http or https URL, for example http://proxy.example:3128.",
	],
	[
		"Temporal's address with a scheme",
		{ TEMPORAL_ADDRESS: 'https://temporal.example:7233' },
		'TEMPORAL_ADDRESS must be host:port without http://, for example temporal.example:7233.',
	],
	[
		'a Temporal API key without a server',
		{ TEMPORAL_API_KEY: 'hunter2' },
		'TEMPORAL_API_KEY is set but TEMPORAL_ADDRESS is not: set both, or neither.',
	],
	[
		'a negative wait',
		{ REVIEW_TIMEOUT_HOURS: '-1' },
		'REVIEW_TIMEOUT_HOURS must be a number from 0.001 to 2160.',
	],
	[
		'a scope that 14ms has no use for',
		{ TIKTOK_EXTRA_SCOPES: 'video.list,user.info.stats' },
		'TIKTOK_EXTRA_SCOPES takes video.list and user.info.profile only, separated by commas.',
	],
	[
		'a heartbeat of nothing',
		{ HEARTBEAT_TIMEOUT_SECONDS: '4' },
		'HEARTBEAT_TIMEOUT_SECONDS must be a number from 5 to 600.',
	],
	[
		'a tool that is not there',
		{ FFMPEG_PATH: '/nowhere/ffmpeg' },
		'FFMPEG_PATH points to /nowhere/ffmpeg, where nothing is.',
	],
	[
		'certificates that are not there',
		{ NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' },
		'NODE_EXTRA_CA_CERTS points to /nowhere/ca.pem, where nothing is.',
	],
];

test.each(cases)('%s is told in one sentence', (_, env, sentence) => {
	expect(mistakesOf({ ...app, ...env })).toEqual([sentence]);
});

test('all mistakes are told at once, and none repeats a secret', () => {
	const env = {
		TIKTOK_CLIENT_SECRET: 'hunter2 hunter2',
		PORT: '-1',
		DATABASE_URL: 'mysql://me:hunter2@db',
		SECRET_KEYS: 'hunter2!',
		OPERATOR_TOKEN: 'hunter2',
		https_proxy: 'me:hunter2@proxy',
		TEMPORAL_API_KEY: 'hunter2',
	};
	const mistakes = mistakesOf(env);
	expect(mistakes).toHaveLength(9);
	expect(mistakes.join()).not.toContain('hunter2');
});
