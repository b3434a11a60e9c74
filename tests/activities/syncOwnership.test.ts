import { Problem } from '../../lib/errors';
import { syncBenches } from './syncBench';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const on = syncBenches();
const published = (agoMs: number) => new Date(on.bench.nowMs - agoMs).toISOString();

describe('whose the channel is', () => {
	const owned = async (kind: 'code' | 'statement', description: string) => {
		const sync = await on.bench.follow();
		const at = published(31 * dayMs);
		const { verifyCode } = await on.store.syncs.own(sync.channelId, {
			...{ kind, wording: 'W', by: 'B', at, checkedAt: at },
		});
		const text = description.replace('CODE', verifyCode);
		on.bench.discovery.add({
			channelId: sync.channelId,
			description: text,
			title: 'New title',
		});
		return sync;
	};

	test.each([
		['code', 'With CODE in it'],
		['statement', 'Without'],
	] as const)('by %s is looked at again after 30 days, and holds', async (kind, description) => {
		const sync = await owned(kind, description);
		expect(await on.bench.look(sync)).toMatchObject({ isOver: false });
		const channel = await on.store.syncs.channel(sync.channelId);
		expect(channel).toMatchObject({ title: 'New title', ownership: { kind } });
		expect(channel?.ownership?.checkedAt).toBe(new Date(on.bench.nowMs).toISOString());
		on.bench.discovery.requests.length = 0;
		await on.bench.look(sync);
		expect(on.bench.discovery.requests).toEqual(['list']);
	});

	const aDayLater = (sync: Parameters<typeof on.bench.look>[0]) => {
		on.bench.nowMs += dayMs;
		return on.bench.look(sync);
	};

	test('stops the sync until a person acts when the code was gone for a day', async () => {
		const sync = await owned('code', 'Nothing');
		expect(await on.bench.look(sync)).toMatchObject({ isOver: false });
		on.bench.nowMs += dayMs - hourMs;
		expect(await on.bench.look(sync)).toMatchObject({ isOver: false });
		on.bench.nowMs += hourMs;
		expect(await on.bench.look(sync)).toMatchObject({ isOver: true });
		const waits = await on.store.syncs.get(sync.id);
		expect(waits).toMatchObject({ needsPerson: true, error: { code: 'channel_not_verified' } });
		const { verifyCode = '' } = (await on.store.syncs.channel(sync.channelId)) ?? {};
		expect(waits?.error?.message).toContain(verifyCode);
		// Put back and resumed, it goes on at once.
		on.bench.discovery.add({ channelId: sync.channelId, description: verifyCode });
		await on.store.syncs.resume(sync.id);
		expect(await on.bench.look(sync)).toMatchObject({ isOver: false });
		expect(await on.store.syncs.channel(sync.channelId)).toMatchObject({
			ownership: { checkedAt: new Date(on.bench.nowMs).toISOString() },
		});
	});

	test('and when the channel was', async () => {
		const gone = await owned('statement', '');
		on.bench.discovery.channels.delete(gone.channelId);
		expect(await on.bench.look(gone)).toMatchObject({ isOver: false });
		expect(await aDayLater(gone)).toMatchObject({ isOver: true });
		expect(await on.store.syncs.get(gone.id)).toMatchObject({ needsPerson: true });
	});

	test('but not when it was missing once and is there again', async () => {
		const sync = await owned('code', 'Nothing');
		await on.bench.look(sync);
		const channel = await on.store.syncs.channel(sync.channelId);
		const description = channel?.verifyCode ?? '';
		on.bench.discovery.add({ channelId: sync.channelId, description });
		await aDayLater(sync);
		on.bench.discovery.add({ channelId: sync.channelId, description: 'Nothing' });
		on.bench.nowMs += 31 * dayMs;
		expect(await on.bench.look(sync)).toMatchObject({ isOver: false });
		expect(await aDayLater(sync)).toMatchObject({ isOver: true });
	});

	test.each(['nothing of the channel', 'no description'])(
		'nor when YouTube tells %s: it is asked again an hour later',
		async (what) => {
			const sync = await owned('code', 'Nothing');
			const { discovery } = on.bench;
			const isSilent = what !== 'no description';
			discovery.add({ channelId: sync.channelId, description: null });
			const findChannel = discovery.findChannel.bind(discovery);
			discovery.findChannel = async (...asked) => {
				const found = await findChannel(...asked);
				if (isSilent) throw new Problem('youtube_unreachable', 'YouTube does not answer.');
				return found;
			};
			const asked = () => discovery.requests.filter((name) => name === 'findChannel').length;
			await on.bench.look(sync);
			on.bench.nowMs += hourMs / 2;
			await on.bench.look(sync);
			expect(asked()).toBe(1);
			on.bench.nowMs += hourMs / 2;
			await on.bench.look(sync);
			expect(asked()).toBe(2);
			expect(await aDayLater(sync)).toMatchObject({ isOver: false });
			expect(await on.store.syncs.get(sync.id)).toMatchObject({ needsPerson: false });
		},
	);
});

describe('a channel whose feeds answer 404 and that nobody else tells of', () => {
	const notFound = { code: 'youtube_try_later', message: 'The feeds do not answer (404).' };
	const asked = () => on.bench.discovery.requests.filter((name) => name === 'findChannel').length;
	const errorOf = async (id: string) => (await on.store.syncs.get(id))?.error;

	test('is asked for every hour: gone is said at once, and after a day waits for a person', async () => {
		const sync = await on.bench.follow();
		const { discovery } = on.bench;
		on.bench.nowMs += hourMs;
		discovery.trouble = notFound;
		discovery.channels.delete(sync.channelId);
		expect(await on.bench.look(sync)).toMatchObject({ isOver: false });
		expect(await errorOf(sync.id)).toMatchObject({
			code: 'channel_not_found',
			message: expect.stringMatching(
				/^YouTube has no channel “.*”: it was deleted/,
			) as string,
		});
		on.bench.nowMs += hourMs / 2;
		await on.bench.look(sync);
		expect(asked()).toBe(1);
		expect(await errorOf(sync.id)).toMatchObject({ code: 'channel_not_found' });
		on.bench.nowMs += dayMs - hourMs;
		expect(await on.bench.look(sync)).toMatchObject({ isOver: false });
		on.bench.nowMs += hourMs;
		expect(await on.bench.look(sync)).toMatchObject({ isOver: true });
		expect(await on.store.syncs.get(sync.id)).toMatchObject({
			...{ needsPerson: true, error: { code: 'channel_not_found' } },
		});
	});

	test('is asked for ten minutes after it was last seen, and not before', async () => {
		const sync = await on.bench.follow();
		on.bench.discovery.trouble = notFound;
		on.bench.discovery.channels.delete(sync.channelId);
		on.bench.nowMs += hourMs / 12;
		await on.bench.look(sync);
		expect(asked()).toBe(0);
		on.bench.nowMs += hourMs / 12;
		await on.bench.look(sync);
		expect(await errorOf(sync.id)).toMatchObject({ code: 'channel_not_found' });
	});

	test('is asked for once an hour while YouTube has it: then it is the feeds that fail', async () => {
		const sync = await on.bench.follow();
		on.bench.discovery.trouble = notFound;
		on.bench.nowMs += hourMs;
		for (let n = 0; n < 3; n++) {
			await on.bench.look(sync);
			on.bench.nowMs += hourMs / 4;
		}
		expect(asked()).toBe(1);
		expect(await errorOf(sync.id)).toMatchObject({ code: 'sync_look_failed' });
	});

	test('that is there again goes on, and its days away do not add up', async () => {
		const sync = await on.bench.follow();
		const { discovery } = on.bench;
		on.bench.nowMs += hourMs;
		const found = discovery.channels.get(sync.channelId);
		if (!found) throw new Error('There is no channel.');
		for (let n = 0; n < 2; n++) {
			discovery.trouble = notFound;
			discovery.channels.delete(sync.channelId);
			expect(await on.bench.look(sync)).toMatchObject({ isOver: false });
			discovery.trouble = null;
			discovery.add(found);
			on.bench.nowMs += hourMs;
			expect(await on.bench.look(sync)).toMatchObject({ isOver: false, error: null });
			expect(await errorOf(sync.id)).toBeNull();
			on.bench.nowMs += dayMs;
		}
	});

	test('is told as gone by a preview, too', async () => {
		const sync = await on.bench.follow();
		const { discovery, activities } = on.bench;
		discovery.trouble = notFound;
		const preview = () =>
			on.bench.run(() =>
				activities.previewShorts({
					...{ channelId: sync.channelId, channel: 'Ana', action: 'repost' },
					...{ rules: sync.rules, captions: sync.captions, of: { newest: 5 } },
					since: sync.since.toISOString(),
				}),
			);
		await expect(preview()).rejects.toMatchObject({ type: 'sync_look_failed' });
		discovery.channels.delete(sync.channelId);
		await expect(preview()).rejects.toMatchObject({
			...{ type: 'channel_not_found', message: expect.stringContaining('“Ana”') as string },
		});
	});
});
