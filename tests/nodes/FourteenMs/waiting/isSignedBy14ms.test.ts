import { createHmac } from 'node:crypto';
import { isSignedBy14ms } from '../../../../nodes/FourteenMs/waiting/isSignedBy14ms';

const secret = 'secret-of-one-callback';
const nowMs = 1_795_450_000_000;
const rawBody = Buffer.from('{"reposts":[]}');

function signed({ by = secret, atMs = nowMs, body = rawBody } = {}): string {
	const seconds = Math.floor(atMs / 1000);
	const signature = createHmac('sha256', by).update(`${seconds}.`).update(body).digest('hex');
	return `t=${seconds},s=${signature}`;
}

describe('the signature of a callback', () => {
	const check = (header: string | undefined) =>
		isSignedBy14ms({ secret, header, rawBody, nowMs });

	it('is taken when it was made with the secret, over this body, a short while ago', () => {
		expect(check(signed())).toBe(true);
		expect(check(signed({ atMs: nowMs - 299_000 }))).toBe(true);
	});

	it.each([
		['with another secret', signed({ by: 'another' })],
		['over another body', signed({ body: Buffer.from('{"reposts":[1]}') })],
		['too long ago', signed({ atMs: nowMs - 301_000 })],
		['in the future', signed({ atMs: nowMs + 302_000 })],
	])('is refused when it was made %s', (_how, header) => {
		expect(check(header)).toBe(false);
	});

	it.each([undefined, '', 't=,s=', 't=1,s=abc', `${signed()}0`, signed().toUpperCase()])(
		'is refused when it reads %j',
		(header) => {
			expect(check(header)).toBe(false);
		},
	);
});
