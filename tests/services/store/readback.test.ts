import { randomUUID } from 'node:crypto';
import { captionRules, syncRules } from '../../../lib/sync/syncRules';
import { syncPostSettings } from '../../../lib/sync/syncView';
import { nextReadInMs, readForMs } from '../../../lib/readback/nextRead';
import type { ReadbackOutcome } from '../../../services/store/readback/readbacks';
import type { Store } from '../../../services/store/store';
import { onBothEngines } from '../../support/onBothEngines';
import { grant, person, wanted } from './samples';

const none = { views: null, likes: null, comments: null };
const some = { views: 120, likes: 12, comments: 1, shares: 3 };
const day = 24 * 3_600_000;

onBothEngines('numbers of posts', (stores) => {
	const tidy = () => stores.store.readbacks.tidy(readForMs());

	async function account(scopes = ['video.publish', 'video.list']) {
		const who = person();
		const { account: made } = await stores.store.accounts.connect(who, grant({ scopes }));
		const reconnect = (again: string[]) =>
			stores.store.accounts.connect(who, grant({ scopes: again }));
		return { id: made.id, reconnect };
	}

	async function post(accountId: string, postId = `7${randomUUID()}`): Promise<string> {
		const { repost } = await stores.store.reposts.create(wanted(accountId));
		await stores.store.reposts.finish(repost.id, 1, 'published', { postId });
		return repost.id;
	}

	async function rowOf(repostId: string) {
		return (await stores.other.readbacks.of([repostId])).get(repostId);
	}

	const isDue = async (accountId: string) =>
		(await stores.other.readbacks.dueAccounts({ after: '', limit: 10_000 })).includes(
			accountId,
		);

	function told(repostId: string, given: Partial<ReadbackOutcome> = {}): ReadbackOutcome {
		return { repostId, counts: some, source: null, nextInMs: day, ...given };
	}

	test('each post with a public id gets one row, whenever the id came, and no other repost does', async () => {
		const { store } = stores;
		const { id } = await account();
		const repostId = await post(id);
		const { repost: late } = await store.reposts.create(wanted(id));
		await store.reposts.finish(late.id, 1, 'delivered', {});
		const { repost: open } = await store.reposts.create(wanted(id));
		await Promise.all([tidy(), stores.other.readbacks.tidy(readForMs())]);
		expect(await rowOf(repostId)).toMatchObject({ accountId: id, readAt: null, error: null });
		expect(await store.readbacks.of([late.id, open.id])).toEqual(new Map());
		await store.reposts.savePostId(late.id, '7123', null);
		await tidy();
		expect(await rowOf(late.id)).toMatchObject({ views: null });
		const due = await store.readbacks.due(id, 20);
		expect(due.map((one) => one.repostId)).toEqual([repostId, late.id]);
		expect(due[1]).toMatchObject({ postId: '7123', lacksUrl: true, hasSource: false });
		expect(due[0]?.ageMs).toBeGreaterThanOrEqual(0);
		expect(due[0]?.ageMs).toBeLessThan(60_000);
		expect(await store.readbacks.due(id, 1)).toHaveLength(1);
	});

	test('what is told is kept, what nobody tells stays, and the row is due when it should be', async () => {
		const { store } = stores;
		const { id } = await account();
		const repostId = await post(id);
		await tidy();
		expect(await isDue(id)).toBe(true);
		const source = { views: 9_000_000_000, likes: null, comments: 4 };
		await store.readbacks.save([told(repostId, { source })]);
		expect(await isDue(id)).toBe(false);
		// 32 bits are what the column holds.
		const saved = { ...some, sourceViews: 2_147_483_647, sourceLikes: null, sourceComments: 4 };
		expect(await rowOf(repostId)).toMatchObject({ ...saved, reads: 1, error: null });
		const left = (await rowOf(repostId))?.nextAt?.getTime() ?? 0;
		expect(Math.abs(left - Date.now() - day)).toBeLessThan(60_000);
		const counts = { ...some, likes: null, views: 130 };
		await store.readbacks.save([told(repostId, { counts, source: none, nextInMs: 1 })]);
		expect(await rowOf(repostId)).toMatchObject({ ...saved, views: 130, likes: 12, reads: 2 });
		await store.readbacks.save([told(repostId, { nextInMs: null })]);
		expect(await rowOf(repostId)).toMatchObject({ nextAt: null, reads: 3 });
		await tidy();
		expect(await isDue(id)).toBe(false);
	});

	test('a post that TikTok does not show keeps its last numbers and says so until it is shown', async () => {
		const { store } = stores;
		const { id } = await account();
		const repostId = await post(id);
		await tidy();
		await store.readbacks.save([told(repostId)]);
		await store.readbacks.save([told(repostId, { counts: null })]);
		expect(await rowOf(repostId)).toMatchObject({ ...some, error: 'not_shown', reads: 1 });
		await store.readbacks.save([told(repostId)]);
		expect(await rowOf(repostId)).toMatchObject({ error: null, reads: 2 });
	});

	test('without the scope the row says so once and is never due; after a reconnect with it, it is', async () => {
		const { store } = stores;
		const { id, reconnect } = await account(['video.publish']);
		const repostId = await post(id);
		await tidy();
		expect(await rowOf(repostId)).toMatchObject({ error: 'no_scope', reads: 0 });
		expect(await isDue(id)).toBe(false);
		await reconnect(['video.publish', 'video.list']);
		await store.readbacks.lookAgain(id);
		await tidy();
		expect(await isDue(id)).toBe(true);
		await store.readbacks.save([told(repostId)]);
		expect(await rowOf(repostId)).toMatchObject({ ...some, error: null });
	});

	test.each(['disconnected', 'reconnect'] as const)(
		'an account that is `%s` is not asked, and its posts say why',
		async (status) => {
			const { store } = stores;
			const { id, reconnect } = await account();
			const [repostId, other] = [await post(id), await post(id)];
			await tidy();
			await store.readbacks.save([told(repostId, { nextInMs: 7 * day })]);
			if (status === 'disconnected') await store.grants.remove(id);
			await store.accounts.setStatus(id, status);
			await tidy();
			expect(await isDue(id)).toBe(false);
			expect(await rowOf(repostId)).toMatchObject({ ...some, error: 'not_connected' });
			expect(await rowOf(other)).toMatchObject({ error: 'not_connected' });
			await reconnect(['video.list']);
			await store.readbacks.lookAgain(id);
			await tidy();
			const due = (await store.readbacks.due(id, 20)).map((one) => one.repostId);
			expect(due.toSorted()).toEqual([repostId, other].toSorted());
		},
	);

	test('what a person must mend puts off all of an account, what passes only what was due', async () => {
		const { store } = stores;
		const { id } = await account();
		const [due, later] = [await post(id), await post(id)];
		await tidy();
		await store.readbacks.save([told(later)]);
		await store.readbacks.postpone(id, 'unanswered', 3_600_000);
		expect(await isDue(id)).toBe(false);
		expect(await rowOf(due)).toMatchObject({ error: 'unanswered' });
		expect(await rowOf(later)).toMatchObject({ error: null });
		await store.readbacks.postpone(id, 'no_scope', 3_600_000);
		expect(await rowOf(later)).toMatchObject({ ...some, error: 'no_scope' });
		// The later of the two times counts.
		const left = (await rowOf(later))?.nextAt?.getTime() ?? 0;
		expect(left - Date.now()).toBeGreaterThan(23 * 3_600_000);
		await store.readbacks.lookAgain(id);
		expect(await isDue(id)).toBe(true);
	});

	test('a post that is too old is not looked at any more, and no row is made for one', async () => {
		const { store } = stores;
		const { id } = await account(['video.publish']);
		const repostId = await post(id);
		await tidy();
		// Nothing here is older than no time at all.
		await store.readbacks.tidy(0);
		expect(await rowOf(repostId)).toMatchObject({ nextAt: null });
		const another = await post(id);
		await store.readbacks.tidy(0);
		expect(await rowOf(another)).toBeUndefined();
		expect(nextReadInMs(readForMs())).toBeNull();
	});

	test('accounts come page by page, each once', async () => {
		const { store } = stores;
		const ids: string[] = [];
		for (let n = 0; n < 3; n++) ids.push((await account()).id);
		for (const id of [...ids, ...ids]) await post(id);
		await tidy();
		const seen: string[] = [];
		for (let after = ''; ;) {
			const page = await store.readbacks.dueAccounts({ after, limit: 2 });
			seen.push(...page);
			const last = page.at(-1);
			if (last === undefined) break;
			after = last;
		}
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen).toEqual(expect.arrayContaining(ids));
	});

	test('a sync has the sums of its own reposts, and none before TikTok has told', async () => {
		const { store } = stores;
		const { id } = await account();
		const sync = await newSync(store, id);
		const other = await newSync(store, id);
		const posts = [await post(id), await post(id), await post(id)];
		const [first = '', second = '', third = ''] = posts;
		await tidy();
		await requested(store, sync, [first, second, third]);
		await requested(store, other, [await post(id)]);
		expect(await store.readbacks.sumsOfSync(sync)).toBeNull();
		const counts = { ...some, views: 2_000_000_000, likes: null };
		await store.readbacks.save([
			told(first, { counts }),
			told(second, { counts }),
			told(third, { counts: null }),
		]);
		expect(await stores.other.readbacks.sumsOfSync(sync)).toEqual({
			...{ views: 4_000_000_000, likes: 0, comments: 2, shares: 6, read: 2 },
		});
		expect(await store.readbacks.sumsOfSync(other)).toBeNull();
		expect(await store.readbacks.sumsOfSync('nowhere')).toBeNull();
	});
});

async function newSync(store: Store, accountId: string): Promise<string> {
	const channelId = `UC${randomUUID().replaceAll('-', '').slice(0, 22)}`;
	const names = { handle: null, title: 'Ana', avatarUrl: null };
	await store.syncs.keepChannel({ channelId, ...names });
	const { sync } = await store.syncs.create({
		...{ accountId, channelId, action: 'repost', posting: 'auto', everyMinutes: 15 },
		settings: syncPostSettings.parse({}),
		rules: syncRules.parse({}),
		captions: captionRules.parse({}),
		...{ by: 'operator', isPaused: false, leaseMinutes: null },
	});
	return sync.id;
}

async function requested(store: Store, syncId: string, repostIds: string[]): Promise<void> {
	const unknown = { title: '', description: null, publishedAt: null, durationSec: null };
	const more = { widthPx: null, heightPx: null, isShort: true, live: null, access: null };
	const videos = repostIds.map((_, n) => ({
		...{ videoId: `video-${n}`, ...unknown, ...more, startsAt: null },
	}));
	await store.syncs.saveLook(syncId, { videos, memory: {} });
	for (const [n, repostId] of repostIds.entries()) {
		await store.syncs.markRequested(syncId, `video-${n}`, repostId, {
			...{ state: 'requested', reason: 'chosen', sentence: 'Chosen.', lookAgainAt: null },
		});
	}
}
