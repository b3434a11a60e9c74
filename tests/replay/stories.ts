import { rename } from 'node:fs/promises';
import { laneId, linkId, workflowId } from '../../lib/posting/repostId';
import { webSubId } from '../../lib/webSub/webSubId';
import { recipes } from '../../sandbox/samples/recipes';
import { startReceiver } from '../support/receiver';
import type { Stack } from '../support/stack';
import { syncOnStack } from '../support/syncOnStack';
import { until } from '../support/until';

const { small, large, landscape, threeMinutes } = recipes;
const direct = { posting: 'auto', privacy: 'SELF_ONLY' } as const;

/** One for each way that a workflow can go; each resolves to the id of a workflow that went it. */
export const stories: Record<string, (stack: Stack) => Promise<string>> = {
	async inbox(stack) {
		const { account } = await stack.newCreator();
		const { id } = await stack.request({ account, video: small.id });
		return ended(stack, id, 'delivered');
	},
	async autoInChunks(stack) {
		const { account } = await stack.newCreator();
		const { id } = await stack.request({ account, video: large.id, ...direct });
		return ended(stack, id, 'published');
	},
	async linkLater(stack) {
		const { account, username: user } = await stack.newCreator();
		await stack.sandbox.fault({ endpoint: 'video/init', user, kind: 'linkLater', ms: 1_000 });
		const asked = { ...direct, privacy: 'PUBLIC_TO_EVERYONE' } as const;
		const { id } = await stack.request({ account, video: small.id, ...asked });
		await stack.until(id, ({ postId }) => postId !== null);
		return ended(stack, id, 'published');
	},
	async reviewApproved(stack) {
		const { account } = await stack.newCreator();
		const { id } = await stack.request({ account, video: small.id, posting: 'review' });
		const { media } = await stack.until(id, 'awaitingReview');
		await stack.desk.approve(id, { sha256: media?.sha256 ?? '', privacy: 'SELF_ONLY' });
		return ended(stack, id, 'published');
	},
	async cancelled(stack) {
		const { account } = await stack.newCreator();
		const { id } = await stack.request({ account, video: threeMinutes.id });
		await stack.until(id, ({ state, doneBytes }) => state === 'downloading' && !!doneBytes);
		await stack.desk.cancel(id);
		return ended(stack, id, 'cancelled');
	},
	async failed(stack) {
		const { account } = await stack.newCreator();
		const { id } = await stack.request({ account, video: landscape.id });
		return ended(stack, id, 'failed');
	},
	async startedOver(stack) {
		const { account, username: user } = await stack.newCreator();
		await stack.sandbox.fault({ endpoint: 'inbox/video/init', user, kind: 'fail' });
		const { id } = await stack.request({ account, video: small.id });
		return ended(stack, id, 'delivered');
	},
	async needsAttention(stack) {
		const { account, username: user } = await stack.newCreator();
		const code = 'unaudited_client_can_only_post_to_private_accounts';
		const fault = { kind: 'status', httpStatus: 403, code };
		await stack.sandbox.fault({ endpoint: 'video/init', user, ...fault });
		const { id } = await stack.request({ account, video: small.id, ...direct });
		await stack.until(id, 'needsAttention');
		await stack.desk.wake(account);
		return ended(stack, id, 'published');
	},
	/** Still running: TikTok never says what became of it. */
	async inDoubt(stack) {
		const { account, username: user } = await stack.newCreator();
		await stack.sandbox.fault({ endpoint: 'upload', user, kind: 'neverEnds' });
		const { id } = await stack.request({ account, video: small.id, ...direct });
		await stack.until(id, 'needsAttention');
		return workflowId(id, 1);
	},
	/** The prepared file is away when the end of it is to be sent once more. */
	async fileGoneForAWhile(stack) {
		const { account, username: user } = await stack.newCreator();
		const cut = { endpoint: 'upload', user, kind: 'cut', afterBytes: 1_000 };
		await stack.sandbox.fault({ ...cut, times: 1_000 });
		const { id } = await stack.request({ account, video: small.id });
		await stack.until(id, ({ committedAt }) => committedAt !== null);
		const folder = stack.services.media.folderOf(id);
		await rename(folder, `${folder}.away`);
		await stack.until(id, 'needsAttention');
		await stack.sandbox.clearFaults();
		await rename(`${folder}.away`, folder);
		return ended(stack, id, 'delivered');
	},
	async wokenByTikTok(stack) {
		const { account, username: user } = await stack.newCreator();
		await stack.sandbox.fault({ endpoint: 'status/fetch', user, kind: 'delay', ms: 1_000 });
		const { id } = await stack.request({ account, video: small.id });
		await stack.until(id, 'processing');
		await stack.engine.tiktokSaid(id, 1);
		return ended(stack, id, 'delivered');
	},
	async callbackRefusedThenTaken(stack) {
		const receiver = await startReceiver([500]);
		const { account } = await stack.newCreator();
		const { id } = await stack.request({ account, video: small.id });
		const callback = { id: 'cb_replay', accountId: account, repostIds: [id] };
		const untilTime = new Date(Date.now() + 3_600_000);
		const place = { url: `${receiver.origin}/done`, secret: 'a-secret-of-the-callback' };
		await stack.services.store.callbacks.add({ ...callback, until: untilTime, ...place });
		await stack.engine.startDelivery('callback', callback.id);
		await stack.until(id, 'delivered');
		await until('the callback', () => receiver.calls.length === 2);
		await stack.client.workflow.getHandle(callback.id).result();
		await receiver.close();
		return callback.id;
	},
	async eventsUntilTheHookIsGone(stack) {
		const receiver = await startReceiver([500]);
		const { account } = await stack.newCreator();
		const { hooks } = stack.services.store;
		const hook = { id: 'wh_replay', accountId: account, clientId: null, cursor: 0 };
		const place = { url: `${receiver.origin}/events`, secret: 'a-secret-of-the-webhook' };
		await hooks.add({ ...hook, ...place, types: ['repost.delivered'] });
		await stack.engine.startDelivery('hook', hook.id);
		const { id } = await stack.request({ account, video: small.id });
		await stack.until(id, 'delivered');
		const taken = (): boolean => receiver.calls.some(({ status }) => status === 200);
		await until('the event', async () => {
			await stack.engine.nudgeDelivery('hook', hook.id);
			return taken();
		});
		await hooks.remove(hook.id);
		await stack.engine.nudgeDelivery('hook', hook.id);
		await stack.client.workflow.getHandle(hook.id).result();
		await receiver.close();
		return hook.id;
	},
	async waitedInTheLane(stack) {
		const { account } = await stack.newCreator();
		return ended(stack, await throughThePausedLane(stack, account), 'delivered');
	},
	/** Until nobody waits any more. */
	async accountLane(stack) {
		const { account } = await stack.newCreator();
		await throughThePausedLane(stack, account);
		await stack.client.workflow.getHandle(laneId(account)).result();
		return laneId(account);
	},
	async followLink(stack) {
		const { account, username: user } = await stack.newCreator();
		await stack.sandbox.fault({ endpoint: 'video/init', user, kind: 'linkLater', ms: 5_000 });
		const asked = { ...direct, privacy: 'PUBLIC_TO_EVERYONE' } as const;
		const { id } = await stack.request({ account, video: small.id, ...asked });
		await stack.until(id, 'published');
		await stack.workflow(id).terminate();
		await stack.engine.followLink(id, 1);
		await stack.client.workflow.getHandle(linkId(id, 1)).result();
		return linkId(id, 1);
	},
	async readNumbers(stack) {
		const { account } = await stack.newCreator();
		const asked = { ...direct, privacy: 'PUBLIC_TO_EVERYONE' } as const;
		const { id } = await stack.request({ account, video: small.id, ...asked });
		await stack.until(id, ({ postId }) => postId !== null);
		const workflowId = 'readback-of-one';
		const start = { taskQueue: '14ms', workflowId, args: [{}] };
		await stack.client.workflow.execute('readNumbers', start);
		return workflowId;
	},
	/** Four steps: found, decided, requested, told. */
	async syncFound(stack) {
		const on = syncOnStack(stack);
		const { sync } = await on.follow();
		on.publish(sync);
		return on.look(sync);
	},
	/** One step. */
	async syncIdle(stack) {
		const on = syncOnStack(stack);
		const { sync } = await on.follow();
		return on.look(sync);
	},
	async syncOfChannelThatIsNobodys(stack) {
		const on = syncOnStack(stack);
		const { sync } = await on.follow();
		const { syncs } = stack.services.store;
		await syncs.own(sync.channelId, null);
		return on.look(sync);
	},
	/** Refused, subscribed, renewed, and given back. */
	async webSubKept(stack) {
		const on = syncOnStack(stack);
		const { sync } = await on.follow();
		const { channelId } = sync;
		const { webSubs } = stack.services.store;
		const leaseOf = async () => Number((await webSubs.get(channelId))?.leaseUntil);
		stack.youtube.setFault({ hub: { status: 503, times: 1 } });
		stack.youtube.hub.longestLeaseSec = 3;
		const place = { taskQueue: '14ms', workflowId: webSubId(channelId) };
		const args = [{ channelId, leastGapMs: 100 }];
		const workflow = await stack.client.workflow.start('keepWebSub', { ...place, args });
		const first = await until('the lease', leaseOf);
		await until('its renewal', async () => (await leaseOf()) > first);
		await stack.syncs.remove(sync.id);
		await webSubs.markEnding(channelId);
		await stack.engine.tellWebSub(channelId);
		await workflow.result();
		return webSubId(channelId);
	},
	/** Still running, as it always does. */
	async rememberedLedger(stack) {
		await stack.engine.tellOfLedger({ ledgerId: 'a-ledger', epoch: 1, events: 7 });
		await until('Temporal to remember', () => stack.engine.rememberedLedger());
		return '14ms-ledger';
	},
};

/** Waits for a pause to end; resolves to the repost's id once it is delivered. */
async function throughThePausedLane(stack: Stack, account: string): Promise<string> {
	await stack.services.store.lanes.pause(account, null);
	const { id } = await stack.request({ account, video: small.id });
	await stack.until(id, ({ state, nextStep }) => state === 'queued' && nextStep !== null);
	await stack.services.store.lanes.resume(account);
	await stack.engine.wakeLane(account);
	await stack.until(id, 'delivered');
	return id;
}

async function ended(
	stack: Stack,
	id: string,
	state: 'delivered' | 'published' | 'cancelled' | 'failed',
): Promise<string> {
	const { attempt } = await stack.until(id, state);
	await stack.workflow(id, attempt).result();
	return workflowId(id, attempt);
}
