import { open, readFile, rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPayloadConverter } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { chunkPlan } from '../../lib/tiktok/chunkPlan';
import { inboxBody } from '../../lib/tiktok/postBody';
import { recipes } from '../../sandbox/samples/recipes';
import { randomVideo } from '../sandbox/tiktok/putChunks';
import { beginInbox, getUserInfo } from '../sandbox/tiktok/withTikTok';
import { root, startStack, type Creator, type Stack } from '../support/stack';
import { until } from '../support/until';
import { naiveClient } from './naive';

jest.setTimeout(240_000);

const { small, large } = recipes;
const direct = { posting: 'auto', privacy: 'SELF_ONLY' } as const;

let stack: Stack;
beforeAll(async () => {
	stack = await startStack({ samples: ['small', 'large'] });
});
afterAll(() => stack.close());

/** Bugs of other tools: each test shows that the usual design has it, and that 14ms has not. */
describe('what breaks elsewhere', () => {
	it('rival 10: tokens stand in workflow histories', async () => {
		const creator = await stack.newCreator();
		const { id } = await stack.request({
			account: creator.account,
			video: small.id,
			...direct,
		});
		await stack.until(id, 'published');
		const token = (await stack.services.store.grants.open(creator.account))?.accessToken ?? '';
		expect(token).not.toBe('');
		// What a workflow with the token among its arguments leaves in the history.
		const { data } = defaultPayloadConverter.toPayload({ publishWith: token });
		const naive = JSON.stringify({ data: Buffer.from(data ?? []).toString('base64') });
		expect(decoded(naive)).toContain(token);
		const history = historyToJSON(await stack.workflow(id).fetchHistory());
		expect(decoded(history)).toContain(id);
		expect(decoded(history)).not.toContain(token);
	});

	it('rival 11: the whole file in memory, and a caller that has to wait for it', async () => {
		const creator = await stack.newCreator();
		const askedAtMs = Date.now();
		const { state } = await stack.request({ account: creator.account, video: small.id });
		expect(state).toBe('resolving');
		expect(Date.now() - askedAtMs).toBeLessThan(5_000);

		const sizeBytes = 60_000_000;
		const dir = mkdtempSync(join(tmpdir(), '14ms-rival-'));
		const path = join(dir, 'video.mp4');
		await using file = await open(path, 'w');
		await file.truncate(sizeBytes);
		const grant = await stack.services.store.grants.open(creator.account);
		const { uploadUrl } = await beginInbox(stack.tiktok, grant?.accessToken ?? '', sizeBytes);
		const user = creator.username;
		const bytesPerSecond = 4_000_000;
		await stack.sandbox.fault({ endpoint: 'upload', user, kind: 'slow', bytesPerSecond });
		const stop = new AbortController();
		let taken = 0;
		const sending = stack.services.tiktok.putChunk({
			...{ uploadUrl, path, firstByte: 0, lastByte: sizeBytes - 1, totalBytes: sizeBytes },
			...{ contentType: 'video/mp4', signal: stop.signal },
			onBytes: (sentBytes) => (taken = sentBytes),
		});
		await until('TikTok to have some of it', () => taken > bytesPerSecond / 2);
		// No more than the sockets hold is ahead of what TikTok has taken.
		expect(taken).toBeLessThan(sizeBytes / 2);
		stop.abort();
		await expect(sending).rejects.toThrow();
		const naive = (await readFile(path)).toString('base64');
		expect(naive.length).toBeGreaterThan(sizeBytes);
		await rm(dir, { recursive: true });
	});

	it('rival 12: a new version breaks what is under way', async () => {
		const logger = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
		const workflowsPath = join(root, 'workflows');
		const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger });
		const old = await readFile(join(root, 'tests/replay/histories/inbox.json'), 'utf8');
		await Worker.runReplayHistory({ workflowBundle }, JSON.parse(old), 'rival-12/1');
		// A changed step without `patched()`, which others copy their workflow files for.
		const changed = workflowBundle.code.replaceAll('.prepareVideo(', '.lookUpMusic(');
		expect(changed).not.toBe(workflowBundle.code);
		const naive = { workflowBundle: { ...workflowBundle, code: changed } };
		const replay = Worker.runReplayHistory(naive, JSON.parse(old), 'rival-12/1');
		await expect(replay).rejects.toThrow();
	});

	it('rival 13: caption and cover are lost when the way of sending changes', async () => {
		const naiveUser = await stack.newCreator();
		const naive = await naiveClient(stack.tiktok, naiveUser.username);
		await naive.publish(randomVideo(300_000));
		await naive.publishInChunks(randomVideo(12_000_000), 5_000_000);
		expect(await captionsOf(naiveUser)).toEqual(['Naive', '']);

		const creator = await stack.newCreator();
		const asked = { caption: 'Mine', coverTimestampMs: 1_500, ...direct };
		for (const video of [small.id, large.id]) {
			const { id } = await stack.request({ account: creator.account, video, ...asked });
			await stack.until(id, 'published');
		}
		const { posts, publishes } = await stack.sandbox.state(creator.username);
		const chunks = publishes.map(({ chunkCount }) => chunkCount).sort((a, b) => a - b);
		expect(chunks).toEqual([1, expect.any(Number)]);
		expect(chunks[1]).toBeGreaterThan(1);
		expect(await captionsOf(creator)).toEqual(['Mine', 'Mine']);
		const covers = posts.map(({ settings }) => settings['video_cover_timestamp_ms']);
		expect(covers).toEqual([1_500, 1_500]);
		// TikTok takes no caption with a draft: nothing is sent that would look as if it did.
		expect(Object.keys(inboxBody(chunkPlan(5_000_000)))).toEqual(['source_info']);
	});

	// Last, since it closes the app for all.
	it('rival 9: the app’s user cap disconnects a healthy account', async () => {
		const full = { cannotPost: 'reached_active_user_cap' };
		const naiveUser = await stack.newCreator(full);
		const naive = await naiveClient(stack.tiktok, naiveUser.username);
		await naive.checkBeforePosting();
		expect(naive.status).toBe('disconnected');
		const whoAmI = await getUserInfo(stack.tiktok, naive.tokens.access_token, 'open_id');
		expect(whoAmI.code).toBe('ok');

		const creator = await stack.newCreator(full);
		const { id } = await stack.request({
			account: creator.account,
			video: small.id,
			...direct,
		});
		const waiting = await stack.until(id, ({ error }) => error !== null);
		expect(waiting).toMatchObject({
			state: 'queued',
			error: { code: 'tiktok_active_user_cap' },
		});
		const { calls } = await stack.sandbox.state(creator.username);
		expect(calls).toContainEqual(
			expect.objectContaining({ endpoint: 'creator_info', code: 'reached_active_user_cap' }),
		);
		const account = await stack.services.store.accounts.get(creator.account);
		expect(account?.status).toBe('connected');
		await stack.sandbox.control('users', { username: creator.username, cannotPost: null });
		await stack.engine.nudge(id, 1);
		await stack.until(id, 'published');
	});
});

async function captionsOf({ username }: Creator): Promise<string[]> {
	return (await stack.sandbox.state(username)).posts.map(({ caption }) => caption);
}

function decoded(history: string): string {
	const payloads = [...history.matchAll(/"data": ?"([^"]*)"/g)].map(([, data = '']) =>
		Buffer.from(data, 'base64').toString(),
	);
	return [history, ...payloads].join('\n');
}
