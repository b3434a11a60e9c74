import { until } from '../../support/until';
import { newSync, newVideo } from '../../services/store/syncs/syncSamples';
import { hubOnWeb } from './hubOnWeb';

const on = hubOnWeb();

describe('a push', () => {
	test('of the hub itself has the channel’s syncs look, those of no other and none that is paused', async () => {
		const sync = await on.subscribed();
		const paused = await newSync(on.web.store, { channelId: sync.channelId, isPaused: true });
		const other = await on.subscribed();
		on.youtube.channels.publish(sync.channelId, { title: 'A & B' });
		await on.youtube.hub.settled();
		await until('the look', () => on.triggers(sync).length > 0);
		expect([...on.triggers(sync), ...on.triggers(paused), ...on.triggers(other)]).toHaveLength(
			1,
		);
		expect(on.youtube.hub.calls.at(-1)).toMatchObject({ kind: 'video', status: 204 });
	});

	test('not signed by the hub is taken and passed over', async () => {
		const sync = await on.subscribed();
		expect(await on.push(sync, [on.idOf()], 'another secret')).toBe(204);
		const address = await on.addressOf(sync);
		expect((await fetch(address, { method: 'POST', body: '<feed/>' })).status).toBe(204);
		await until('the notes', () => on.web.lines.length >= 2);
		expect(on.web.engine.asked).toEqual([]);
		expect(on.web.lines.join('\n')).not.toContain((await on.rowOf(sync)).token);
	});

	test('of what is known, deleted, of another channel or no feed wakes nobody', async () => {
		const sync = await on.subscribed();
		const video = newVideo();
		await on.web.store.syncs.saveLook(sync.id, { videos: [video], memory: {} });
		expect(await on.push(sync, [video.videoId])).toBe(204);
		expect(await on.push(sync, [])).toBe(204);
		const { id: gone } = on.youtube.channels.publish(sync.channelId, { access: 'private' });
		on.youtube.channels.removeVideo(gone);
		await on.youtube.hub.settled();
		expect(on.youtube.hub.calls.at(-1)).toMatchObject({ kind: 'deleted', status: 204 });
		// The last word, so that there is something to wait for.
		expect(await on.push(sync, [on.idOf()])).toBe(204);
		await until('the look', () => on.web.engine.asked.length > 0);
		expect(on.triggers(sync)).toHaveLength(1);
	});

	test('too large is refused', async () => {
		const sync = await on.subscribed();
		const body = 'x'.repeat(70_000);
		expect((await fetch(await on.addressOf(sync), { method: 'POST', body })).status).toBe(413);
	});

	test('a burst is one look; what came meanwhile is looked for a minute later, until it is found', async () => {
		const sync = await on.subscribed();
		const ids = Array.from({ length: 20 }, on.idOf);
		await Promise.all(ids.map((id) => on.push(sync, [id])));
		await until('the look', () => on.triggers(sync).length > 0);
		await on.web.webSub.sweep();
		expect(on.triggers(sync)).toHaveLength(1);
		const [first = '', ...later] = ids;
		const found = (some: string[]) =>
			on.web.store.syncs.saveLook(sync.id, {
				...{ videos: some.map((videoId) => newVideo({ videoId })), memory: {} },
			});
		await found([first]);
		on.aheadMs += 61_000;
		await on.web.webSub.sweep();
		expect(on.triggers(sync)).toHaveLength(2);
		await found(later);
		on.aheadMs += 5 * 60_000;
		await on.web.webSub.sweep();
		expect(on.triggers(sync)).toHaveLength(2);
	});

	test('is not lost while Temporal is away', async () => {
		const sync = await on.subscribed();
		on.web.engine.away = true;
		expect(await on.push(sync, [on.idOf()])).toBe(204);
		await until('the note', () => on.web.lines.some((line) => line.includes('woken')));
		expect(on.triggers(sync)).toEqual([]);
		on.web.engine.away = false;
		await on.web.webSub.sweep();
		expect(on.triggers(sync)).toHaveLength(1);
	});
});
