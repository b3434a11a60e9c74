import { z } from 'zod';

export const endpointWords = [
	'video/init',
	'inbox/video/init',
	'upload',
	'status/fetch',
	'creator_info',
	'cancel',
	'oauth/token',
	'oauth/revoke',
	'user/info',
	'video/list',
	'video/query',
] as const;
export type EndpointWord = (typeof endpointWords)[number];

const common = {
	endpoint: z.enum(endpointWords),
	/** How many calls it strikes. */
	times: z.number().int().positive().default(1),
	/** For `upload`: only this chunk, counted from 0. */
	chunk: z.number().int().nonnegative().optional(),
	/** Only calls for this user; default: everybody's. */
	user: z.string().optional(),
};

/** What a test or the demo may ask for; docs/sandbox.md says what each does. */
export const faultSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		...common,
		kind: z.literal('status'),
		httpStatus: z.number().int().min(200).max(599),
		code: z.string().default('internal_error'),
		message: z.string().default('A fault of the sandbox.'),
		/** The `Retry-After` header, which TikTok does not promise. */
		retryAfterSec: z.number().int().positive().optional(),
		/** The whole body instead of TikTok's envelope: text as it is, or JSON. */
		body: z.unknown().optional(),
	}),
	z.strictObject({ ...common, kind: z.literal('lostAnswer') }),
	z.strictObject({
		...common,
		kind: z.literal('cut'),
		afterBytes: z.number().int().nonnegative().default(0),
	}),
	z.strictObject({ ...common, kind: z.literal('delay'), ms: z.number().int().nonnegative() }),
	z.strictObject({
		...common,
		kind: z.literal('slow'),
		bytesPerSecond: z.number().int().positive(),
	}),
	z.strictObject({
		...common,
		kind: z.literal('fail'),
		failReason: z.string().default('internal'),
	}),
	z.strictObject({ ...common, kind: z.literal('neverEnds') }),
	z.strictObject({ ...common, kind: z.literal('linkLater'), ms: z.number().int().positive() }),
	z.strictObject({ ...common, kind: z.literal('noUploadedBytes') }),
]);
export type Fault = z.infer<typeof faultSchema>;
type FaultOf<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>;

/** What strikes one call. At most one of `status`, `lostAnswer`, `cut`: those queue up in the order they were set. */
export interface Strike {
	answer: FaultOf<'status'> | FaultOf<'lostAnswer'> | FaultOf<'cut'> | null;
	delayMs: number;
	bytesPerSecond: number | null;
	/** What becomes of the publish at hand. */
	fates: Fault[];
}

export const noStrike: Strike = { answer: null, delayMs: 0, bytesPerSecond: null, fates: [] };

interface Target {
	endpoint: EndpointWord;
	/** Null when the call does not tell. */
	user: string | null;
	/** Of uploads. */
	chunk?: number;
}

/** Takes what strikes this call off the list. Changes `faults`, the caller saves. */
export function takeFaults(faults: Fault[], { endpoint, user, chunk }: Target): Strike {
	const fits = (fault: Fault) =>
		fault.endpoint === endpoint &&
		(fault.user === undefined || fault.user === user) &&
		(fault.chunk === undefined || fault.chunk === chunk);
	const use = (fault: Fault) => {
		fault.times -= 1;
		if (fault.times === 0) faults.splice(faults.indexOf(fault), 1);
	};
	const struck = faults.filter(fits);
	const strike: Strike = { ...noStrike, fates: [] };
	for (const fault of struck) {
		if (fault.kind === 'status' || fault.kind === 'lostAnswer' || fault.kind === 'cut') {
			if (strike.answer) continue;
			strike.answer = { ...fault };
		} else if (fault.kind === 'delay') {
			if (strike.delayMs) continue;
			strike.delayMs = fault.ms;
		} else if (fault.kind === 'slow') {
			if (strike.bytesPerSecond) continue;
			strike.bytesPerSecond = fault.bytesPerSecond;
		} else {
			if (strike.fates.some((fate) => fate.kind === fault.kind)) continue;
			strike.fates.push({ ...fault });
		}
		use(fault);
	}
	return strike;
}
