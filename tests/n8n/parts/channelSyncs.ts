import { z } from 'zod';
import { decisionView, syncView } from '../../../lib/sync/syncView';
import { idOf, untilFound, type Bench } from '../support/openBench';
import { onward } from '../support/parameters';
import { syncsOf } from '../support/syncsOf';

const anyText: unknown = expect.any(String);
const decisions = z.object({ items: z.array(decisionView) });

const create = {
	resource: 'sync',
	operation: 'create',
	channel: '={{ $json.channel }}',
	ownContent: '={{ $json.own ?? true }}',
	whatToDo: 'repost',
	posting: 'auto',
	privacy: 'SELF_ONLY',
	everyMinutes: 60,
	rules: { excludeWords: 'teaser, live', maxPerDay: 3, fromDate: '2026-01-01T00:00:00' },
	captions: { template: 'New: {{ title }}', add: '#fyp', dropLinks: true },
	additionalFields: { allowComment: true },
	simplify: true,
};

/** The operations of Channel Sync: each with one item that cannot be, and one that can. */
export function channelSyncs(the: () => Bench): void {
	const about = { resource: 'sync', syncId: '={{ $json.id }}', simplify: true };
	const wrongAndRight = (id: string) => [{ id: 'nobody0' }, { id }];
	const syncs = syncsOf(the);
	let id: string;

	it('follows a channel by the rules of its fields, and continues on one that cannot be', async () => {
		const { handle } = the().channels.add({ title: 'Ana' });
		const other = the().channels.add({ title: 'Not said to be mine' });
		const items = [
			{ channel: '@nobody-is-here' },
			{ channel: other.handle, own: false },
			{ channel: handle },
		];
		const [gone, foreign, made] = (await the().run(create, items, onward)).itemsOf('14ms');
		expect(gone).toMatchObject({ json: { error: anyText }, pairedItem: { item: 0 } });
		expect(gone?.json.details).toContain('channel_not_found');
		expect(foreign?.json.error).toContain('14ms-verify=');
		expect(foreign?.json.details).toContain("Turn on 'This Is My Own Channel' if it is");
		expect(made).toMatchObject({
			json: { channel: handle, action: 'repost', state: 'active', created: true },
			pairedItem: { item: 2 },
		});
		expect(Object.keys(made?.json ?? {})).toHaveLength(12);
		id = idOf(made);
		const kept = syncView.parse(await the().operator('GET', `/syncs/${id}`));
		expect(kept).toMatchObject({
			...{ posting: 'auto', everyMinutes: 60, leaseUntil: null },
			settings: { privacy: 'SELF_ONLY', allowComment: true, allowDuet: false },
			// n8n's time zone in these tests is the machine's.
			rules: { excludeWords: ['teaser', 'live'], maxPerDay: 3, fromDate: anyText },
			captions: {
				template: 'New: {{ title }}',
				dropLinks: true,
				hashtags: { add: ['#fyp'] },
			},
		});
		expect(kept.channel.ownership).toMatchObject({ kind: 'statement' });
		const again = (await the().run(create, [{ channel: handle }])).itemsOf('14ms');
		expect(again[0]?.json).toMatchObject({ id, created: false });
	});

	it('runs it, and the new Short is posted with its caption', async () => {
		await syncs.untilLooked(id);
		const sync = syncView.parse(await the().operator('GET', `/syncs/${id}`));
		const { id: video } = the().channels.publish(sync.channel.id, { title: 'Old phone' });
		the().channels.publish(sync.channel.id, { title: 'A teaser' });
		const run = { ...about, operation: 'run' };
		const ran = (await the().run(run, wrongAndRight(id), onward)).itemsOf('14ms');
		expect(ran).toMatchObject([
			{ json: { error: anyText }, pairedItem: { item: 0 } },
			{ json: { id, state: 'active' }, pairedItem: { item: 1 } },
		]);
		const path = `/syncs/${id}/decisions`;
		const repost = await untilFound('the repost', async () => {
			const { items } = decisions.parse(await the().operator('GET', path));
			return items.find((row) => row.video === video)?.repost ?? null;
		});
		await the().until(repost.id, 'published');
		const { posts } = await the().sandbox.state();
		expect(posts.at(-1)).toMatchObject({ mode: 'direct', caption: 'New: Old phone\n\n#fyp' });
		const { items } = decisions.parse(await the().operator('GET', `${path}?state=skipped`));
		expect(items).toMatchObject([{ title: 'A teaser', reason: 'excluded_word' }]);
	});

	it('pauses it with a note, refuses to run it then, and resumes it', async () => {
		const pause = { ...about, operation: 'pause', note: 'On holiday' };
		const paused = (await the().run(pause, wrongAndRight(id), onward)).itemsOf('14ms');
		expect(paused).toMatchObject([
			{ json: { error: anyText }, pairedItem: { item: 0 } },
			{ json: { id, state: 'paused', nextRunAt: null }, pairedItem: { item: 1 } },
		]);
		expect(await the().operator('GET', `/syncs/${id}`)).toMatchObject({
			pauseNote: 'On holiday',
		});
		const refused = await the().run({ ...about, operation: 'run' }, [{ id }]);
		expect(refused.error).toMatchObject({ context: { itemIndex: 0 } });
		expect(refused.error?.description).toContain("Use the operation 'Resume' first");
		const resume = { ...about, operation: 'resume' };
		const resumed = (await the().run(resume, wrongAndRight(id), onward)).itemsOf('14ms');
		expect(resumed).toMatchObject([
			{ json: { error: anyText }, pairedItem: { item: 0 } },
			{ json: { id, state: 'active' }, pairedItem: { item: 1 } },
		]);
	});

	it('gets many, simplified or raw, for each item', async () => {
		const many = { resource: 'sync', operation: 'getAll', returnAll: true, simplify: true };
		const all = (await the().run(many, [{}])).itemsOf('14ms');
		expect(all.map(({ json }) => json.id)).toContain(id);
		const one = { ...many, returnAll: false, limit: 1, simplify: false };
		const two = (await the().run(one, [{}, {}])).itemsOf('14ms');
		expect(two.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(syncView.safeParse(two[0]?.json).success).toBe(true);
	});

	it('deletes it, once', async () => {
		const remove = { ...about, operation: 'delete' };
		const deleted = (await the().run(remove, wrongAndRight(id), onward)).itemsOf('14ms');
		expect(deleted).toMatchObject([
			{ json: { error: anyText }, pairedItem: { item: 0 } },
			{ json: { deleted: true }, pairedItem: { item: 1 } },
		]);
		const again = await the().run(remove, [{ id }]);
		expect(again).toMatchObject({ status: 'error', error: { context: { itemIndex: 0 } } });
	});
}
