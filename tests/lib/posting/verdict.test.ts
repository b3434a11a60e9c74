import { expiryMarginMs, verdictOn, type UploadFacts } from '../../../lib/posting/verdict';
import type { PublishStatus } from '../../../lib/tiktok/types';

const expiresAtMs = 1_000_000_000;
const afterExpiryMs = expiresAtMs + expiryMarginMs + 1;

const upload: UploadFacts = {
	sizeBytes: 100,
	allConfirmed: false,
	urlExpiresAtMs: expiresAtMs,
	deadAtMs: null,
	isFileGone: false,
};

function status(over: Partial<PublishStatus>): PublishStatus {
	return {
		status: 'PROCESSING_UPLOAD',
		failReason: null,
		postIds: [],
		uploadedBytes: 100,
		...over,
	};
}

describe('verdictOn', () => {
	it.each<[string, Partial<PublishStatus>, Partial<UploadFacts>, number, string]>([
		['a draft in the inbox is delivered', { status: 'SEND_TO_USER_INBOX' }, {}, 0, 'deliver'],
		['a complete post is published', { status: 'PUBLISH_COMPLETE' }, {}, 0, 'publish'],
		['all bytes in: wait', {}, {}, 0, 'poll'],
		['an absent byte count is doubt: wait', { uploadedBytes: null }, {}, 0, 'poll'],
		[
			'an absent byte count is doubt even when the URL is dead and expired',
			{ uploadedBytes: null },
			{ deadAtMs: afterExpiryMs },
			afterExpiryMs,
			'poll',
		],
		['bytes missing: go on on the same URL', { uploadedBytes: 40 }, {}, 0, 'resend'],
		[
			'bytes missing in a status that lags behind a confirmed last chunk: wait',
			{ uploadedBytes: 40 },
			{ allConfirmed: true },
			0,
			'poll',
		],
		[
			'bytes missing and a URL dead before its expiry: wait for the expiry',
			{ uploadedBytes: 40 },
			{ deadAtMs: expiresAtMs },
			expiresAtMs,
			'poll',
		],
		[
			'bytes missing, dead before the expiry, expired now: look at the URL again',
			{ uploadedBytes: 40 },
			{ deadAtMs: expiresAtMs },
			afterExpiryMs,
			'resend',
		],
		[
			'bytes missing and dead after the expiry and its margin: a new init is safe',
			{ uploadedBytes: 40 },
			{ deadAtMs: afterExpiryMs },
			afterExpiryMs + 1,
			'startOver',
		],
		[
			'bytes missing and the file gone: look whether it has come back',
			{ uploadedBytes: 40 },
			{ isFileGone: true },
			afterExpiryMs - 1,
			'resend',
		],
		[
			'bytes missing and the file gone until the URL has expired: nothing can be sent any more',
			{ uploadedBytes: 40 },
			{ isFileGone: true },
			afterExpiryMs,
			'giveUp',
		],
		[
			'the same after the URL had been dead before its expiry',
			{ uploadedBytes: 40 },
			{ isFileGone: true, deadAtMs: expiresAtMs },
			afterExpiryMs,
			'giveUp',
		],
		['all bytes in and the file gone: wait', {}, { isFileGone: true }, afterExpiryMs, 'poll'],
		[
			'TikTok failed inside: start over',
			{ status: 'FAILED', failReason: 'internal' },
			{},
			0,
			'startOver',
		],
		[
			'TikTok refuses the file: fail',
			{ status: 'FAILED', failReason: 'picture_size_check_failed' },
			{},
			0,
			'fail',
		],
		['TikTok sees spam: fail', { status: 'FAILED', failReason: 'spam_risk' }, {}, 0, 'fail'],
	])('%s', (_title, said, facts, nowMs, expected) => {
		expect(verdictOn(status(said), { ...upload, ...facts }, nowMs).do).toBe(expected);
	});

	it('hands on the post id where TikTok gives one', () => {
		const said = status({ status: 'PUBLISH_COMPLETE', postIds: ['7678907398077074696'] });
		expect(verdictOn(said, upload, 0)).toEqual({
			do: 'publish',
			postId: '7678907398077074696',
		});
	});
});
