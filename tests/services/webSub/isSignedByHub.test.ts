import { createHmac } from 'node:crypto';
import { isSignedByHub } from '../../../services/webSub/isSignedByHub';

const body = Buffer.from('<feed>é</feed>');
const signed = (method: string, key = 's3cret') =>
	`${method}=${createHmac(method, key).update(body).digest('hex')}`;

test.each(['sha1', 'sha256', 'sha384', 'sha512'])('%s over the body as it came', (method) => {
	expect(isSignedByHub(signed(method), body, 's3cret')).toBe(true);
	expect(isSignedByHub(signed(method).toUpperCase(), body, 's3cret')).toBe(true);
	expect(isSignedByHub(signed(method, 'other'), body, 's3cret')).toBe(false);
	expect(isSignedByHub(signed(method), Buffer.concat([body, body]), 's3cret')).toBe(false);
	expect(isSignedByHub(signed(method).slice(0, -2), body, 's3cret')).toBe(false);
});

test.each([undefined, '', 'sha1', 'sha1=', 'sha1=zz', signed('md5'), `x${signed('sha1')}`])(
	'%j is no signature',
	(header) => expect(isSignedByHub(header, body, 's3cret')).toBe(false),
);

test('a published example', () => {
	// RFC 2202, test case 2.
	const header = 'sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79';
	const text = Buffer.from('what do ya want for nothing?');
	expect(isSignedByHub(header, text, 'Jefe')).toBe(true);
});
