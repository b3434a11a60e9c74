import { errorIn, logIdIn } from '../../../../lib/tiktok/wire/wireError';

test.each([
	[
		{ error: 'invalid_grant', error_description: 'expired', log_id: 'L1' },
		{ code: 'invalid_grant', message: 'expired', logId: 'L1' },
	],
	[
		{ data: {}, error: { code: 'invalid_params', message: 'm', log_id: 'L2' } },
		{ code: 'invalid_params', message: 'm', logId: 'L2' },
	],
	[
		{ error: { code: 'internal_error', logid: 'L3' } },
		{ code: 'internal_error', message: null, logId: 'L3' },
	],
	[
		{ code: 'access_token_invalid', message: 'bare', log_id: 'L4' },
		{ code: 'access_token_invalid', message: 'bare', logId: 'L4' },
	],
	[{ data: {}, error: { code: 'ok', message: '', log_id: 'L5' } }, null],
	[{ access_token: 'act.x' }, null],
	[{ error: '' }, null],
	[{}, null],
	[null, null],
	[undefined, null],
	['<html>', null],
])('the error in %j is %j', (body, expected) => {
	expect(errorIn(body)).toEqual(expected);
});

test('log_id is found with and without an error, in either spelling', () => {
	expect(logIdIn({ error: { code: 'ok', log_id: 'A' } })).toBe('A');
	expect(logIdIn({ error: { code: 'ok', logid: 'B' } })).toBe('B');
	expect(logIdIn({ log_id: 'C' })).toBe('C');
	expect(logIdIn('text')).toBeNull();
});
