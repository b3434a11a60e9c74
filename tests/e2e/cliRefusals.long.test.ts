import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { openBox, urlOf, type Box } from '../support/box';
import type { Place } from '../support/place';
import { processesIn } from '../support/processesIn';

jest.setTimeout(60_000);

let box: Box;
let place: Place;
beforeAll(async () => {
	box = await openBox([]);
	place = await box.newPlace('here');
});
afterAll(() => box.close());

const token = { OPERATOR_TOKEN: 'a-token-that-is-long-enough-for-anyone' };

it.each([
	['no command', [], /^Usage: 14ms/],
	['an unknown command', ['reposst'], /unknown command 'reposst'.*Did you mean one of repost/s],
	['an unknown option', ['repost', 'x', '--privat'], /unknown option '--privat'/],
	['no URL', ['repost'], /missing required argument 'url'\n.*npx 14ms repost --help/],
	['a wrong posting', ['repost', 'x', '--posting', 'now'], /inbox, review, auto/],
	['a wrong privacy', ['repost', 'x', '--privacy', 'SELF'], /SELF_ONLY/],
	['a wrong state', ['reposts', '--state', 'lost'], /Allowed choices are resolving/],
	['no number', ['repost', 'x', '--cover-timestamp-ms', '1s'], /whole number/],
])('%s is answered with help and exit code 2', async (_, args, words) => {
	const ended = await place.run(args);
	expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
	expect(ended.stderr).toMatch(words);
	expect(ended.stderr).not.toMatch(/^ {4}at /m);
});

it('tells its version', async () => {
	const ended = await place.run(['--version']);
	expect(ended).toMatchObject({
		exitCode: 0,
		stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as unknown,
	});
});

it('without any 14ms here there is no token: it says what to start', async () => {
	const ended = await place.run(['repost', urlOf('small')]);
	expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
	expect(ended.stderr).toMatch(/^14ms: 14ms has not run in this folder .+14ms up.+\n$/);
});

it('when nothing listens it says how to start it', async () => {
	// One that no other test is given.
	const ended = await place.run(['accounts'], { ...token, PORT: '9' });
	expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
	expect(ended.stderr).toBe(
		`14ms: 14ms does not answer at http://127.0.0.1:9: start it with \`npx 14ms up\`, or say where it runs with --url.\n`,
	);
});

it('when something else listens it says so', async () => {
	const other = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nHello'));
	other.listen(0, '127.0.0.1');
	await once(other, 'listening');
	const { port } = other.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}`;
	const ended = await place.run(['--url', url, 'accounts'], token);
	other.close();
	expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
	expect(ended.stderr).toBe(`14ms: What answers at ${url} is not this version of 14ms.\n`);
});

it.each(['nonsense', 'ftp://localhost', '127.0.0.1:3000'])(
	'--url %s is no address of a 14ms',
	async (url) => {
		const ended = await place.run(['--url', url, 'accounts'], token);
		expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
		expect(ended.stderr).toMatch(/It must be an address like/);
	},
);

it('up tells every mistake in the settings at once, and starts nothing', async () => {
	const ended = await place.run(['up'], {
		TIKTOK_CLIENT_KEY: ' key with spaces ',
		TIKTOK_CLIENT_SECRET: '',
		TIKTOK_REDIRECT_URI: 'http://example.com/api/tiktok/callback/',
		PORT: '70000',
		SECRET_KEYS: 'c2hvcnQ=',
		SSL_CERT_FILE: '/no/such/file.pem',
	});
	expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
	for (const name of [
		'TIKTOK_CLIENT_KEY',
		'TIKTOK_CLIENT_SECRET',
		'TIKTOK_REDIRECT_URI',
		'PORT',
		'SECRET_KEYS',
		'SSL_CERT_FILE',
	]) {
		expect(ended.stderr).toMatch(new RegExp(`^ {2}- .*${name}`, 'm'));
	}
	expect(ended.stderr).toMatch(/^14ms: \d settings are not right yet\.\n {2}- /);
	expect(ended.stderr).not.toContain('c2hvcnQ=');
	expect(ended.stderr).not.toMatch(/^ {4}at /m);
	expect(processesIn(box.dir)).toEqual([]);
});

it.each(['web', 'worker'])('%s apart asks for the database that it needs', async (command) => {
	const ended = await place.run([command]);
	expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
	expect(ended.stderr).toMatch(/^14ms: DATABASE_URL is not set: .+\n$/);
});
