import { afterChunk, whereToGoOn } from '../../../lib/posting/nextChunk';
import type { PublishStatus } from '../../../lib/tiktok/types';

const ours = { confirmedBytes: 10, sizeBytes: 30, committed: false };

function status(over: Partial<PublishStatus>): PublishStatus {
	return {
		status: 'PROCESSING_UPLOAD',
		failReason: null,
		postIds: [],
		uploadedBytes: null,
		...over,
	};
}

describe('whereToGoOn', () => {
	it('goes on where TikTok says it is', () => {
		const start = whereToGoOn(status({ uploadedBytes: 20 }), ours);
		expect(start).toEqual({ do: 'send', fromByte: 20 });
	});
	it('never sends again what TikTok confirmed, even if its status lags behind', () => {
		const start = whereToGoOn(status({ uploadedBytes: 0 }), ours);
		expect(start).toEqual({ do: 'send', fromByte: 10 });
	});
	it('goes on after the last confirmed chunk when TikTok gives no count', () => {
		expect(whereToGoOn(status({}), ours)).toEqual({ do: 'send', fromByte: 10 });
	});
	it('sends nothing when TikTok has every byte', () => {
		expect(whereToGoOn(status({ uploadedBytes: 30 }), ours)).toEqual({ do: 'stop' });
	});
	it.each([
		['FAILED', 'failed'],
		['PUBLISH_COMPLETE', 'stop'],
		['SEND_TO_USER_INBOX', 'stop'],
		['PROCESSING_DOWNLOAD', 'stop'],
	] as const)('sends nothing once TikTok has decided: %s', (decided, expected) => {
		expect(whereToGoOn(status({ status: decided, uploadedBytes: 0 }), ours)).toEqual({
			do: expected,
		});
	});
	it.each([
		[30, false, { do: 'send', fromByte: 20 }],
		[29, false, { do: 'send', fromByte: 20 }],
		[30, true, { do: 'stop' }],
	])(
		'takes %i confirmed bytes for all only once the last chunk may have gone (%s)',
		(confirmedBytes, committed, expected) => {
			const known = { ...ours, confirmedBytes, committed };
			expect(whereToGoOn(status({ uploadedBytes: 20 }), known)).toEqual(expected);
		},
	);
});

describe('afterChunk', () => {
	const middle = { lastByte: 19, sizeBytes: 30 };
	const last = { lastByte: 29, sizeBytes: 30 };

	it('goes on after a chunk that was taken', () => {
		const then = afterChunk({ kind: 'more', uploadedBytes: 20 }, middle);
		expect(then).toEqual({ do: 'send', fromByte: 20 });
	});
	it('stops when the last chunk was taken', () => {
		expect(afterChunk({ kind: 'complete' }, last)).toEqual({ do: 'stop' });
	});
	it.each([
		['201 in the middle', { kind: 'complete' } as const, middle],
		['206 after the last chunk', { kind: 'more', uploadedBytes: 30 } as const, last],
		[
			'416 in the middle that covers everything',
			{ kind: 'resync', uploadedBytes: 30 } as const,
			middle,
		],
		['the same, read as an index', { kind: 'resync', uploadedBytes: 29 } as const, middle],
		['416 without a position', { kind: 'resync', uploadedBytes: null } as const, middle],
	])('asks TikTok when its answer does not fit: %s', (_title, answer, sent) => {
		expect(afterChunk(answer, sent)).toEqual({ do: 'ask' });
	});
	it('follows the position of a 416', () => {
		expect(afterChunk({ kind: 'resync', uploadedBytes: 10 }, middle)).toEqual({
			do: 'send',
			fromByte: 10,
		});
	});
	it('takes a 416 that covers everything for "complete"', () => {
		expect(afterChunk({ kind: 'resync', uploadedBytes: 30 }, last)).toEqual({ do: 'stop' });
	});
	it('says that the URL is dead', () => {
		expect(afterChunk({ kind: 'dead', httpStatus: 404 }, middle)).toEqual({ do: 'dead' });
	});
});
