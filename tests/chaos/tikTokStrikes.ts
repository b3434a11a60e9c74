import type { Plan, Step } from './plan';
import type { Wanted } from './plans';

interface Blow {
	label: string;
	fault: Record<string, unknown>;
}

const status = (httpStatus: number, more: Record<string, unknown> = {}): Blow => ({
	label: `HTTP ${httpStatus}${typeof more.code === 'string' ? ` ${more.code}` : ''}`,
	fault: { kind: 'status', httpStatus, ...more },
});

const onAnyCall: Blow[] = [
	{ label: 'lost answer', fault: { kind: 'lostAnswer' } },
	{ label: 'connection cut', fault: { kind: 'cut' } },
	{ label: 'slow answer', fault: { kind: 'delay', ms: 2_500 } },
	status(500),
	{ label: 'gateway page', fault: { kind: 'status', httpStatus: 502, body: '<html>' } },
	{ label: 'garbage under HTTP 200', fault: { kind: 'status', httpStatus: 200, body: '<html>' } },
	status(200, { code: 'internal_error' }),
];

const onApiCall: Blow[] = [
	...onAnyCall,
	status(429, { code: 'rate_limit_exceeded', retryAfterSec: 1 }),
	status(401, { code: 'access_token_invalid' }),
];

const onChunk: Blow[] = [
	...onAnyCall.filter(({ label }) => !label.includes('200')),
	{ label: 'cut in the middle', fault: { kind: 'cut', afterBytes: 900_000 } },
	{ label: 'slow line', fault: { kind: 'slow', bytesPerSecond: 4_000_000 } },
	{ label: 'byte count left out', fault: { kind: 'noUploadedBytes' } },
	status(403),
	status(404),
	status(416),
	status(429, { retryAfterSec: 1 }),
];

const calls: { step: Step; endpoints: [string, Plan['posting']?][]; chunk?: number }[] = [
	{ step: 'creator_info', endpoints: [['creator_info', 'auto']] },
	{
		step: 'init',
		endpoints: [
			['inbox/video/init', 'inbox'],
			['video/init', 'auto'],
		],
	},
	{ step: 'status', endpoints: [['status/fetch']] },
];

/** The last chunk of the large sample; the small one has no other. */
const chunks: { step: Step; chunk?: number }[] = [
	{ step: 'first chunk', chunk: 0 },
	{ step: 'middle chunk', chunk: 3 },
	{ step: 'last chunk' },
];

/** Not `reached_active_user_cap`, which rightly closes the app for all others too (tests/rivals). */
const refusals: [string, string][] = [
	['video/init', 'spam_risk_too_many_posts'],
	['video/init', 'spam_risk_user_banned_from_posting'],
	['video/init', 'unaudited_client_can_only_post_to_private_accounts'],
	['video/init', 'privacy_level_option_mismatch'],
	['video/init', 'scope_not_authorized'],
	['inbox/video/init', 'spam_risk_too_many_pending_share'],
	['inbox/video/init', 'spam_risk_user_banned_from_posting'],
];

const finalFailReasons = [
	...['file_format_check_failed', 'duration_check_failed', 'frame_rate_check_failed'],
	...['picture_size_check_failed', 'auth_removed', 'spam_risk', 'spam_risk_text'],
	...['spam_risk_user_banned_from_posting', 'spam_risk_too_many_posts', 'publish_cancelled'],
];
const passingFailReasons = ['internal', 'video_pull_failed', 'a_reason_that_nobody_knows'];

/** Every fault of the TikTok stand-in at every call that a repost makes. */
export function tikTokStrikes(): Wanted[] {
	const transient = calls.flatMap(({ step, endpoints }) =>
		endpoints.flatMap(([endpoint, posting]) =>
			onApiCall.map(({ label, fault }) =>
				wanted({ step, label, fault: { ...fault, endpoint } }, 'posted', posting),
			),
		),
	);
	const onUploads = chunks.flatMap(({ step, chunk }) =>
		onChunk.map(({ label, fault }) =>
			wanted(
				{ step, label, fault: { ...fault, endpoint: 'upload', chunk } },
				// The last chunk may have been in before: only the URL's expiry makes a new init safe.
				step === 'last chunk' && isDead(label) ? 'told' : 'posted',
			),
		),
	);
	const refused = refusals.map(([endpoint, code]) => {
		const fault = { endpoint, kind: 'status', httpStatus: 403, code, times: 100 };
		return wanted({ step: 'init', label: code, fault }, 'told', postingBy(endpoint));
	});
	return [...transient, ...onUploads, ...refused, ...fates(), ...tokens()];
}

function isDead(label: string): boolean {
	return label === 'HTTP 403' || label === 'HTTP 404';
}

/** What becomes of a publish after every byte is there. */
function fates(): Wanted[] {
	const failing = (failReason: string, expect: Plan['expect']): Wanted => {
		const fault = { endpoint: 'upload', kind: 'fail', failReason };
		return wanted({ step: 'status', label: `FAILED ${failReason}`, fault }, expect);
	};
	const fate = (label: string, fault: Record<string, unknown>, expect: Plan['expect']): Wanted =>
		wanted({ step: 'status', label, fault: { endpoint: 'upload', ...fault } }, expect);
	return [
		...finalFailReasons.map((reason) => failing(reason, 'told')),
		...passingFailReasons.map((reason) => failing(reason, 'posted')),
		fate('never says what became of it', { kind: 'neverEnds' }, 'told'),
		fate('the link comes later', { kind: 'linkLater', ms: 3_000 }, 'posted'),
		fate('byte count left out', { kind: 'noUploadedBytes' }, 'posted'),
	];
}

/** A refresh whose answer was lost may have killed the old token: then only the person can help. */
function tokens(): Wanted[] {
	const blows: (Blow | null)[] = [null, ...onAnyCall];
	return blows.map((blow) => ({
		strike: {
			kind: 'token',
			label: blow ? `refresh: ${blow.label}` : 'token expired',
			fault: blow && { ...blow.fault, endpoint: 'oauth/token' },
		},
		expect: blow?.label === 'lost answer' ? 'told' : 'posted',
	}));
}

function wanted(
	strike: { step: Step; label: string; fault: Record<string, unknown> },
	expect: Plan['expect'],
	posting?: Plan['posting'],
): Wanted {
	return { strike: { kind: 'tiktok', ...strike }, expect, ...(posting ? { posting } : {}) };
}

function postingBy(endpoint: string): Plan['posting'] {
	return endpoint.startsWith('inbox') ? 'inbox' : 'auto';
}
