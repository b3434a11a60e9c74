import { chunkAnswerOf } from '../../../lib/tiktok/chunkAnswer';

const middle = { firstByte: 10_000_000, lastByte: 19_999_999, totalBytes: 34_000_000 };
const last = { firstByte: 20_000_000, lastByte: 33_999_999, totalBytes: 34_000_000 };
const reply = (httpStatus: number, contentRange: string | null = null) => ({
	httpStatus,
	contentRange,
	sentAll: true,
});

test.each([
	['206 for a chunk in the middle', middle, reply(206), { kind: 'more', uploadedBytes: null }],
	[
		'206 with progress as a count',
		middle,
		reply(206, 'bytes 0-20000000/34000000'),
		{ kind: 'more', uploadedBytes: 20_000_000 },
	],
	[
		'206 with progress as the last index',
		middle,
		reply(206, 'bytes 0-19999999/34000000'),
		{ kind: 'more', uploadedBytes: 20_000_000 },
	],
	['201 for the last chunk', last, reply(201), { kind: 'complete' }],
	[
		'201 with bytes missing is asked about, not believed',
		middle,
		reply(201, 'bytes 0-20000000/34000000'),
		{ kind: 'resync', uploadedBytes: 20_000_000 },
	],
	['201 early without progress', middle, reply(201), { kind: 'resync', uploadedBytes: null }],
	[
		'201 for a repeated chunk when all bytes are there',
		middle,
		reply(201, 'bytes 0-34000000/34000000'),
		{ kind: 'complete' },
	],
	[
		'206 although all bytes were sent stays "more" with TikTok’s number',
		last,
		reply(206, 'bytes 0-33999999/34000000'),
		{ kind: 'more', uploadedBytes: 34_000_000 },
	],
	[
		'416 with progress',
		middle,
		reply(416, 'bytes 0-10000000/34000000'),
		{ kind: 'resync', uploadedBytes: 10_000_000 },
	],
	[
		'416 with progress as the last index',
		middle,
		reply(416, 'bytes 0-9999999/34000000'),
		{ kind: 'resync', uploadedBytes: 10_000_000 },
	],
	['416 without', middle, reply(416), { kind: 'resync', uploadedBytes: null }],
	['an undocumented 200', middle, reply(200), { kind: 'resync', uploadedBytes: null }],
	['403', last, reply(403), { kind: 'dead', httpStatus: 403 }],
	['404', last, reply(404), { kind: 'dead', httpStatus: 404 }],
	[
		'206 before the bytes were all sent',
		middle,
		{ ...reply(206), sentAll: false },
		{ kind: 'resync', uploadedBytes: null },
	],
	[
		'201 before the bytes were all sent',
		last,
		{ ...reply(201), sentAll: false },
		{ kind: 'resync', uploadedBytes: null },
	],
])('%s', (_title, chunk, answer, expected) => {
	expect(chunkAnswerOf({ ...chunk, ...answer })).toEqual(expected);
});

test.each([302, 400, 401, 429, 500, 502, 503])('HTTP %d is an error, not an answer', (status) => {
	expect(chunkAnswerOf({ ...middle, ...reply(status) })).toBeNull();
});

test.each([
	'bytes 0-99999999/34000000',
	'bytes 0-10000000/35000000',
	'bytes 5-10000000/34000000',
	'bytes */34000000',
	'0-10000000/34000000',
	'bytes 0-/34000000',
	'',
])('a progress header that cannot be (%p) counts as none', (contentRange) => {
	expect(chunkAnswerOf({ ...middle, ...reply(416, contentRange) })).toEqual({
		kind: 'resync',
		uploadedBytes: null,
	});
});
