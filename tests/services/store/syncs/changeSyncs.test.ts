import { captionRules } from '../../../../lib/sync/syncRules';
import { onBothEngines } from '../../../support/onBothEngines';
import { newRepost } from '../samples';
import { decided, decisionsOf, found, newSync, newVideo, rulesWith } from './syncSamples';

onBothEngines('changing syncs', (stores) => {
	test('a changed rule re-decides what was skipped by it and what waits, and nothing else', async () => {
		const { store } = stores;
		const { id } = await newSync(store, { rules: rulesWith({ excludeWords: ['ad'] }) });
		const videos = Array.from({ length: 7 }, () => newVideo());
		await found(store, id, videos);
		const [byWord, byLength, notShort, waits, done, told, young] = videos.map(
			({ videoId }) => videoId,
		) as [string, string, string, string, string, string, string];
		const { syncs } = store;
		await syncs.decide(id, byWord, decided('skipped', 'excluded_word'), { looks: 3 });
		await syncs.decide(id, byLength, decided('skipped', 'too_long'));
		await syncs.decide(id, notShort, decided('skipped', 'not_a_short'));
		await syncs.decide(id, waits, decided('waiting', 'run_limit'));
		await syncs.decide(id, young, decided('undecided', 'too_young', '2999-01-01T00:00:00Z'));
		const repost = await newRepost(store);
		await syncs.markRequested(id, done, repost.id, decided('requested', 'chosen'));
		await syncs.announce(id, told, decided('announced', 'chosen'));

		const edited = await store.syncs.edit(id, { rules: rulesWith({ excludeWords: ['pub'] }) });
		expect(edited.rules.excludeWords).toEqual(['pub']);
		expect(await decisionsOf(store, id)).toEqual({
			...{ [byWord]: 'undecided/new', [byLength]: 'skipped/too_long' },
			...{ [notShort]: 'skipped/not_a_short', [waits]: 'undecided/new' },
			...{ [done]: 'requested/chosen', [told]: 'announced/chosen' },
			[young]: 'undecided/too_young',
		});
		const due = await store.syncs.toDecide(id, 10);
		expect(due.map(({ videoId }) => videoId).sort()).toEqual([byWord, waits, young].sort());
		expect(due.find(({ videoId }) => videoId === byWord)?.looks).toBe(0);
	});

	test('other captions re-decide what was skipped for its caption, and nothing else', async () => {
		const { store } = stores;
		const { id, ...sync } = await newSync(store);
		const videos = Array.from({ length: 4 }, () => newVideo());
		await found(store, id, videos);
		const [byCaption, refused, byLength, waits] = videos.map(({ videoId }) => videoId) as [
			...[string, string, string, string],
		];
		const { syncs } = store;
		await syncs.decide(id, byCaption, decided('skipped', 'caption_refused'), { looks: 3 });
		await syncs.decide(id, refused, decided('skipped', 'refused'));
		await syncs.decide(id, byLength, decided('skipped', 'too_long'));
		await syncs.decide(id, waits, decided('waiting', 'run_limit'));
		const others = {
			...{ [refused]: 'skipped/refused', [byLength]: 'skipped/too_long' },
			[waits]: 'waiting/run_limit',
		};
		const { captions } = sync;
		await syncs.edit(id, { captions: captionRules.parse(captions) });
		expect(await decisionsOf(store, id)).toEqual({
			...{ [byCaption]: 'skipped/caption_refused', ...others },
		});

		await syncs.edit(id, { captions: { ...captions, template: '{{ title }}' } });
		expect(await decisionsOf(store, id)).toEqual({ [byCaption]: 'undecided/new', ...others });
		const due = await syncs.toDecide(id, 10);
		expect(due.map(({ videoId, looks }) => [videoId, looks])).toEqual([[byCaption, 0]]);
	});

	test('settings, the same captions and the same rules once more re-decide nothing', async () => {
		const { store } = stores;
		const rules = rulesWith({ excludeWords: ['ad'] });
		const { id, captions } = await newSync(store, { rules });
		const video = newVideo();
		await found(store, id, [video]);
		await store.syncs.decide(id, video.videoId, decided('waiting', 'next_run'));
		await store.syncs.edit(id, { everyMinutes: 60, posting: 'review', rules, captions });
		expect(await store.syncs.get(id)).toMatchObject({ everyMinutes: 60, posting: 'review' });
		expect(await decisionsOf(store, id)).toEqual({ [video.videoId]: 'waiting/next_run' });
	});

	test('another backfill reads the channel again', async () => {
		const { store } = stores;
		const { id, version } = await newSync(store);
		const look = { videos: [], memory: {}, isBackfilled: { version } };
		await store.syncs.saveLook(id, look);
		const same = await store.syncs.edit(id, { rules: rulesWith({ maxPerRun: 2 }) });
		expect(same.isBackfilled).toBe(true);
		const deeper = await store.syncs.edit(id, { rules: rulesWith({ backfill: { last: 5 } }) });
		expect(deeper.isBackfilled).toBe(false);
		// Read by the rules from before.
		await store.syncs.saveLook(id, look);
		expect((await store.syncs.get(id))?.isBackfilled).toBe(false);
	});

	test('what was decided by rules that have changed meanwhile is not kept: it stays due', async () => {
		const { store } = stores;
		const { id, version } = await newSync(store);
		const [one, two] = [newVideo(), newVideo()];
		await found(store, id, [one, two]);
		const ids = [one.videoId, two.videoId];
		await store.syncs.decide(id, ids, decided('waiting', 'run_limit'), { version });
		expect(await store.syncs.toDecide(id, 9)).toEqual([]);
		const edited = await store.syncs.edit(id, { rules: rulesWith({ excludeWords: ['ad'] }) });
		await store.syncs.decide(id, ids, decided('skipped', 'excluded_word'), { version });
		expect(await store.syncs.toDecide(id, 9)).toHaveLength(2);
		const now = { version: edited.version };
		await store.syncs.decide(id, ids, decided('skipped', 'excluded_word'), now);
		expect(await store.syncs.toDecide(id, 9)).toEqual([]);
	});

	test('many decisions and changes at once wait for each other, and the last rules count', async () => {
		const { store, other } = stores;
		const { id } = await newSync(store);
		const videos = Array.from({ length: 20 }, () => newVideo());
		await found(store, id, videos);
		const change = async (n: number) => {
			await other.syncs.edit(id, { rules: rulesWith({ excludeWords: [`ad${n}`] }) });
		};
		const decideAll = async () => {
			const { version = 0 } = (await store.syncs.get(id)) ?? {};
			const decision = { ...decided('waiting', 'next_run'), sentence: `By ${version}.` };
			for (const { videoId } of videos) {
				await store.syncs.decide(id, videoId, decision, { version });
			}
		};
		await Promise.all([decideAll(), change(1), decideAll(), change(2), decideAll(), change(3)]);
		const { version = 0 } = (await store.syncs.get(id)) ?? {};
		const { items } = await store.syncs.decisions({ syncId: id, state: 'waiting', limit: 99 });
		expect(items.filter(({ sentence }) => sentence !== `By ${version}.`)).toEqual([]);
		await decideAll();
		expect(await store.syncs.counts(id)).toMatchObject({ waiting: videos.length });
	});

	test('a pause keeps its note, and resuming also clears what waited for a person', async () => {
		const { store } = stores;
		const { id } = await newSync(store);
		expect(await store.syncs.pause(id, 'Holiday')).toMatchObject({
			...{ isPaused: true, pauseNote: 'Holiday' },
		});
		expect((await store.syncs.pause(id, null)).pauseNote).toBe('Holiday');
		await store.syncs.setError(id, { code: 'reconnect_needed', message: 'Connect.' }, true);
		expect(await store.syncs.get(id)).toMatchObject({
			...{ needsPerson: true, error: { code: 'reconnect_needed' } },
		});
		expect(await store.syncs.resume(id)).toMatchObject({
			...{ isPaused: false, pauseNote: null, error: null, needsPerson: false },
		});
	});

	test('its Schedule is told of each change once', async () => {
		const { store, other } = stores;
		const { id } = await newSync(store);
		const isWaiting = async () =>
			(await other.syncs.unscheduled(1_000)).some((sync) => sync.id === id);
		const markNow = async () => {
			const [sync] = (await store.syncs.unscheduled(1_000)).filter((one) => one.id === id);
			if (!sync) throw new Error('It should be told.');
			await store.syncs.markScheduled(id, sync.version);
			return sync;
		};
		expect((await markNow()).scheduledVersion).toBe(0);
		expect(await isWaiting()).toBe(false);
		const changes = [
			() => store.syncs.pause(id, null),
			() => store.syncs.resume(id),
			() => store.syncs.edit(id, { everyMinutes: 30 }),
			() => store.syncs.setError(id, { code: 'internal', message: 'x' }, true),
			() => store.syncs.setError(id, null),
		];
		for (const change of changes) {
			await change();
			expect(await isWaiting()).toBe(true);
			await markNow();
			expect(await isWaiting()).toBe(false);
		}
		// An error that passes by itself changes no Schedule.
		await store.syncs.setError(id, { code: 'sync_look_failed', message: 'x' });
		expect(await isWaiting()).toBe(false);

		// Told of an older version than the present one: it still waits.
		const old = await store.syncs.pause(id, null);
		await store.syncs.resume(id);
		await store.syncs.markScheduled(id, old.version);
		expect(await isWaiting()).toBe(true);
		await markNow();

		await store.syncs.forgetSchedules([id]);
		expect(await isWaiting()).toBe(true);
		await markNow();
		const wanted = async () =>
			(await store.syncs.wantedSchedules()).find((sync) => sync.id === id);
		expect(await wanted()).toEqual({ id, everyMinutes: 30, isPaused: false });
		await store.syncs.pause(id, null);
		expect(await wanted()).toEqual({ id, everyMinutes: 30, isPaused: true });
		await store.syncs.end(id);
		expect(await wanted()).toBeUndefined();
		expect((await markNow()).endedAt).toBeInstanceOf(Date);
		expect(await isWaiting()).toBe(false);
	});
});
