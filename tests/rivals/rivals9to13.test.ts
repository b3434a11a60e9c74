import { open, readFile, rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPayloadConverter } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import type { PostSettings } from '../../lib/posting/request';
import { chunkPlan } from '../../lib/tiktok/chunkPlan';
import { directPostBody, inboxBody } from '../../lib/tiktok/postBody';
import { recipes } from '../../sandbox/samples/recipes';
import { beginInbox } from '../sandbox/tiktok/withTikTok';
import { root, startStack, type Stack } from '../support/stack';
import { until } from '../support/until';

jest.setTimeout(240_000);

const { small } = recipes;
const direct = { posting: 'auto', privacy: 'SELF_ONLY' } as const;

let stack: Stack;
beforeAll(async () => {
	stack = await startStack();
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

	it('rival 13: caption and cover are lost when the way of sending changes', () => {
		const settings: PostSettings & { privacy: string } = {
			...{ caption: 'Mine', privacy: 'SELF_ONLY', coverTimestampMs: 1_500, allowDuet: true },
			...{ allowComment: false, allowStitch: false, isAigc: true },
			...{ brandOrganic: false, brandContent: false },
		};
		const whole = directPostBody(chunkPlan(5_000_000), settings);
		const inChunks = directPostBody(chunkPlan(70_000_000), settings);
		expect(whole.source_info.total_chunk_count).not.toBe(
			inChunks.source_info.total_chunk_count,
		);
		expect(inChunks.post_info).toEqual(whole.post_info);
		expect(whole.post_info).toMatchObject({ title: 'Mine', video_cover_timestamp_ms: 1_500 });
		// The usual second body, written for the second way alone.
		const naive = {
			source_info: inChunks.source_info,
			post_info: { privacy_level: 'SELF_ONLY' },
		};
		expect(naive.post_info).not.toEqual(inChunks.post_info);
		// TikTok takes no caption with a draft: nothing is sent that would look as if it did.
		expect(Object.keys(inboxBody(chunkPlan(5_000_000)))).toEqual(['source_info']);
	});

	// Last, since it closes the app for all.
	it('rival 9: the app’s user cap disconnects a healthy account', async () => {
		const creator = await stack.newCreator({ cannotPost: 'reached_active_user_cap' });
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
		// The usual rule, "refused by TikTok, so disconnect", would have seen this refusal.
		const { calls } = await stack.sandbox.state(creator.username);
		expect(calls).toContainEqual(
			expect.objectContaining({ endpoint: 'creator_info', code: 'reached_active_user_cap' }),
		);
		const account = await stack.services.store.accounts.get(creator.account);
		expect(account?.status).toBe('connected');
	});
});

function decoded(history: string): string {
	const payloads = [...history.matchAll(/"data": ?"([^"]*)"/g)].map(([, data = '']) =>
		Buffer.from(data, 'base64').toString(),
	);
	return [history, ...payloads].join('\n');
}
