import { Writable } from 'node:stream';

import { createLog } from '../../services/createLog';

function collect() {
	const lines: string[] = [];
	const destination = new Writable({
		write(chunk: Buffer, _, done) {
			lines.push(chunk.toString());
			done();
		},
	});
	return { destination, text: () => lines.join('') };
}

// Built from parts, so that scanners for secrets do not take this file for a leak.
const token = ['act', 'Example*0!6410.1'].join('.');
const refresh = ['rft', 'Example-12345!4'].join('.');

describe.each([true, false])('with pretty lines: %s', (pretty) => {
	test.each([
		['an access token', `TikTok said no to ${token}`, token.slice(4)],
		['a refresh token', `"${refresh}"`, refresh.slice(4)],
		['an upload URL', 'PUT https://x.example/u?upload_id=1&upload_token=s3cret-x', 's3cret-x'],
		['a bearer header', 'Authorization: Bearer operator-token-123', 'operator-token-123'],
		['a code in a callback', '/api/tiktok/callback?code=s3cret%2A0!1&state=x', 's3cret'],
		['a form', 'client_secret=s3cret&grant_type=refresh_token', 's3cret'],
		['JSON in a string', '{"access_token":"s3cret","expires_in":7200}', 's3cret'],
		['the password of a URL', 'postgres://me:s3cret@db/x', 's3cret'],
	])('%s is scrubbed from messages, facts and errors', async (_, leak, secret) => {
		const { destination, text } = collect();
		const log = createLog({ pretty, destination });
		log.info({}, `before ${leak} after-message`);
		log.warn({ deep: { list: [leak] } }, 'after-fact');
		log.error({ err: new Error(leak) }, 'after-error');
		log.error({ error: new Error('outer', { cause: new Error(leak) }) }, 'after-cause');
		await settled(destination);
		expect(text()).toContain('[hidden]');
		expect(text()).not.toContain(secret);
		for (const kept of [
			'before',
			'after-message',
			'after-fact',
			'after-error',
			'after-cause',
		]) {
			expect(text()).toContain(kept);
		}
	});

	test('lines without secrets are left whole', async () => {
		const { destination, text } = collect();
		const log = createLog({ pretty, destination });
		log.info(
			{ repost: 'a1.dQw4w9WgXcQ', bytes: 12 },
			'A bearer of news: the contract.ok, step 1',
		);
		await settled(destination);
		expect(text()).toContain('A bearer of news: the contract.ok, step 1');
		expect(text()).toContain('a1.dQw4w9WgXcQ');
		expect(text()).not.toContain('[hidden]');
	});
});

test('JSON lines stay JSON when something is scrubbed', async () => {
	const { destination, text } = collect();
	createLog({ pretty: false, destination }).warn({ uploadUrl: 'https://x/?a=1', n: 1 }, token);
	await settled(destination);
	expect(JSON.parse(text())).toMatchObject({
		level: 40,
		uploadUrl: '[hidden]',
		n: 1,
		msg: 'act.[hidden]',
	});
});

test('lines below the level are dropped', async () => {
	const { destination, text } = collect();
	createLog({ pretty: false, level: 'error', destination }).warn({}, 'quiet');
	await settled(destination);
	expect(text()).toBe('');
});

/** All that was written has reached the destination. */
async function settled(destination: Writable): Promise<void> {
	await new Promise((done) => setImmediate(done));
	while (destination.writableLength > 0) await new Promise((done) => setImmediate(done));
}
