import { workflowId } from '../../lib/posting/repostId';
import { callsPerMinute } from '../../lib/tiktok/limits';
import { postRepost } from '../chaos/ownApi';
import { startApart, type Apart } from '../support/apart';
import { copyOf, violationsOfCopies } from '../support/copies';
import type { SandboxState } from '../support/sandboxView';
import { until } from '../support/until';

jest.setTimeout(420_000);

const user = 'sandbox_creator';
/** Each asks for the creator twice and for one init: more than TikTok's minute has of any call. */
const reposts = 12;
const patienceMs = 360_000;

let apart: Apart;
beforeAll(async () => {
	apart = await startApart({
		samples: ['small'],
		copies: reposts,
		// Long enough to be polled more often than TikTok allows.
		tiktok: { processingMs: 8_000 },
		env: { STATUS_POLL_SECONDS: '0.2', REPOSTS_AT_ONCE: String(reposts) },
	});
	await apart.place.connect(user);
	await Promise.all([apart.startWorker(), apart.startWorker()]);
});
afterAll(() => apart.close());

it('two workers together make no more calls a minute than TikTok takes of one account', async () => {
	const { box, place, client } = apart;
	const ids: string[] = [];
	for (let n = 1; n <= reposts; n++) {
		const asked = { account: user, video: copyOf(n), posting: 'auto', privacy: 'SELF_ONLY' };
		ids.push((await postRepost(place, { ...asked, ownContent: true })) ?? '');
	}
	for (const id of ids) {
		await until(`the post of ${id}`, () => isPosted(id), patienceMs);
	}

	const { calls, violations } = await box.sandbox.state(user);
	const most = {
		'video/init': mostInAMinute(calls, 'video/init'),
		creator_info: mostInAMinute(calls, 'creator_info'),
		'status/fetch': mostInAMinute(calls, 'status/fetch'),
	};
	process.stderr.write(`most calls in any minute: ${JSON.stringify(most)}\n`);
	// As many as are allowed, so that the limits were in the way; and never one more.
	expect(most).toEqual({
		'video/init': callsPerMinute['video/init'],
		creator_info: callsPerMinute.creator_info,
		'status/fetch': callsPerMinute['status/fetch'],
	});
	expect(calls.filter(({ httpStatus }) => httpStatus === 429)).toEqual([]);
	expect(violations.filter(({ kind }) => !violationsOfCopies.has(kind))).toEqual([]);

	const senders = new Set<string>();
	for (const id of ids) {
		const history = await client.workflow.getHandle(workflowId(id, 1)).fetchHistory();
		for (const { activityTaskStartedEventAttributes: started } of history.events ?? []) {
			if (started?.identity) senders.add(started.identity);
		}
	}
	expect(senders.size).toBe(2);
});

async function isPosted(id: string): Promise<boolean> {
	const { state, timeline } = await apart.place.repost(id);
	if (state === 'failed') throw new Error(JSON.stringify(timeline.at(-1)));
	return state === 'published';
}

function mostInAMinute(calls: SandboxState['calls'], endpoint: string): number {
	const times = calls
		.filter((call) => call.endpoint === endpoint)
		.map(({ at }) => Date.parse(at));
	const within = times.map((first) => times.filter((at) => at >= first && at - first < 60_000));
	return Math.max(0, ...within.map(({ length }) => length));
}
