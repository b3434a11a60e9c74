import { workflowId } from '../../lib/posting/repostId';
import { recipes } from '../../sandbox/samples/recipes';
import type { TikTokMoment } from '../../sandbox/tiktok/options';
import { postRepost } from '../chaos/ownApi';
import { startApart, type Apart } from '../support/apart';
import type { Running } from '../support/fourteenMs';
import { expectOnePost } from '../support/onePost';
import type { SandboxState } from '../support/sandboxView';
import { until } from '../support/until';

jest.setTimeout(400_000);

const user = 'sandbox_creator';
const { large } = recipes;
/** What issue 5 promises with the settings as they come: a heartbeat time-out of 8 s. */
const longestLagMs = 12_000;
const chunkBytes = 10_000_000;
const bytesPerSecond = 3_000_000;

/** In the middle of a chunk; and when TikTok has a chunk but has not said so yet. */
const kills = [
	{ chunk: 0, when: 'half sent' },
	{ chunk: 2, when: 'half sent' },
	{ chunk: 3, when: 'taken, not answered' },
	{ chunk: 5, when: 'half sent' },
] as const;

/** When each chunk began to arrive at TikTok. */
const arrivals: { atMs: number; chunk: number }[] = [];
let beforeAnswer: { chunk: number; act: () => Promise<void> } | null = null;

async function onMoment({ endpoint, chunk, phase }: TikTokMoment): Promise<void> {
	if (endpoint !== 'upload' || chunk === undefined) return;
	if (phase === 'asked') arrivals.push({ atMs: Date.now(), chunk });
	else if (beforeAnswer?.chunk === chunk) {
		const { act } = beforeAnswer;
		beforeAnswer = null;
		await act();
	}
}

let apart: Apart;
const workers: Running[] = [];
beforeAll(async () => {
	apart = await startApart({ samples: ['large'], tiktok: { onMoment } });
	await apart.place.connect(user);
	for (let n = 0; n < 2; n++) workers.push(await apart.startWorker());
});
afterAll(() => apart.close());

it('goes on within 12 s after each kill -9 of the worker that sends, and sends at most one chunk twice', async () => {
	const { box, place } = apart;
	await box.sandbox.fault({ endpoint: 'upload', kind: 'slow', times: 100, bytesPerSecond });
	const asked = { account: user, video: large.id, posting: 'auto', privacy: 'SELF_ONLY' };
	const id = (await postRepost(place, { ...asked, ownContent: true })) ?? '';

	const lagsMs: number[] = [];
	for (const { chunk, when } of kills) {
		const killedAtMs =
			when === 'half sent' ? await killInChunk(id, chunk) : await killBeforeAnswer(id, chunk);
		const next = await until('the next byte', () =>
			arrivals.find(({ atMs }) => atMs > killedAtMs),
		);
		lagsMs.push(next.atMs - killedAtMs);
		workers.push(await apart.startWorker());
	}
	await box.sandbox.clearFaults();
	await until('the post', async () => (await place.repost(id)).state === 'published');

	const sandbox = await box.sandbox.state(user);
	const { sentTwice, confirmedAgain } = figuresOf(sandbox);
	const lags = lagsMs.map((ms, n) => `${(ms / 1000).toFixed(1)} s (${kills[n]?.when})`);
	process.stderr.write(
		`kill -9 to the next byte: ${lags.join(', ')}; ${kills.length} kills, ` +
			`${sentTwice.length} chunks sent twice, ${confirmedAgain.length} confirmed ones sent again\n`,
	);
	expect(Math.max(...lagsMs)).toBeLessThan(longestLagMs);
	expect(confirmedAgain).toEqual([]);
	const halves = kills.filter(({ when }) => when === 'half sent');
	expect(sentTwice.length).toBeLessThanOrEqual(halves.length);
	expect(new Set(sentTwice).size).toBe(sentTwice.length);
	await expectOnePost(box.sandbox, user);
});

async function killInChunk(id: string, chunk: number): Promise<number> {
	await until(`chunk ${chunk} to be under way`, async () => {
		const { state, progress } = await apart.place.repost(id);
		return state === 'uploading' && (progress?.doneBytes ?? 0) > (chunk + 0.3) * chunkBytes;
	});
	return killSender(id);
}

function killBeforeAnswer(id: string, chunk: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const act = () => killSender(id).then(resolve, reject);
		beforeAnswer = { chunk, act };
	});
}

/** Resolves to the moment of the kill, once the process is gone. */
async function killSender(id: string): Promise<number> {
	const sender = await until('a worker that sends', async () => {
		const { raw } = await apart.client.workflow.getHandle(workflowId(id, 1)).describe();
		const sending = raw.pendingActivities?.find(
			({ activityType }) => activityType?.name === 'transferVideo',
		);
		const [pid] = (sending?.lastWorkerIdentity ?? '').split('@');
		return workers.find((worker) => worker.pid === Number(pid));
	});
	const killedAtMs = Date.now();
	sender.kill('SIGKILL');
	await sender.ended;
	return killedAtMs;
}

/** The ranges that were sent more than once, once for each time; and those of which TikTok had said that it has them. */
function figuresOf({ calls }: SandboxState): { sentTwice: string[]; confirmedAgain: string[] } {
	const sent = new Set<string>();
	const sentTwice: string[] = [];
	const confirmedAgain: string[] = [];
	let confirmedBytes = 0;
	for (const { endpoint, range = '', httpStatus } of calls) {
		if (endpoint !== 'upload') continue;
		const [, first = NaN, last = NaN] = (/(\d+)-(\d+)/.exec(range) ?? []).map(Number);
		if (sent.has(range)) sentTwice.push(range);
		sent.add(range);
		if (first < confirmedBytes) confirmedAgain.push(range);
		const isTaken = httpStatus === 206 || httpStatus === 201;
		if (isTaken) confirmedBytes = Math.max(confirmedBytes, last + 1);
	}
	return { sentTwice, confirmedAgain };
}
