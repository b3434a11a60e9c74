import { z } from 'zod';
import { isOver, until, untilFound, type Bench } from '../support/openBench';
import { filledIn, readTemplate } from '../support/readTemplate';
import { startThirdParties } from '../support/startThirdParties';
import { syncsOf } from '../support/syncsOf';
import { triggered } from '../support/workflows';

const rewritten = 'A new Short, rewritten #fresh';
const dayMs = 24 * 3_600_000;
const found = z.object({ short: z.object({ video: z.string() }) });
const publication = z.object({
	status: z.string(),
	triggers: z.array(z.object({ errorMessage: z.string().nullish() })),
});

/** The trigger's New Short Found: what it keeps at 14ms while its workflow is active, and what it gives. */
export function newShorts(the: () => Bench): void {
	const syncs = syncsOf(the);
	const channelOf = (title: string) => the().channels.add({ title });
	const add = (name: string, channel: string, more: object = {}) => {
		const { credential } = the();
		const wanted = { channel, ownContent: true, ...more };
		const workflow = triggered({ name, events: ['short.found'], credential, more: wanted });
		return the().rest.addWorkflow(workflow);
	};
	const announcing = (channelId: string) =>
		untilFound('the sync', () => syncs.of(channelId, 'announce'));
	/** n8n publishes and takes back in the background. */
	const deactivate = async (workflowId: string, syncId: string) => {
		const removals = () =>
			the().passages.toFourteenMs.calls.filter(
				({ method, path, status }) =>
					method === 'DELETE' && path.endsWith(`/syncs/${syncId}`) && status === 200,
			).length;
		const before = removals();
		await the().rest.deactivate(workflowId);
		await until('14ms to be told', () => Promise.resolve(removals() > before));
	};
	const given = async (workflowId: string) => {
		const ids = await the().rest.executionIds(workflowId);
		const all = await Promise.all(ids.map((id) => the().rest.execution(id)));
		return all.flatMap((execution) => execution.itemsOf('Seen').map(({ json }) => json));
	};
	const untilGiven = (workflowId: string, videos: string[]) =>
		until(`${videos.join(', ')} to be given`, async () => {
			const seen = (await given(workflowId)).map((json) => found.parse(json).short.video);
			expect(videos).toEqual(expect.arrayContaining(seen));
			return seen.length >= videos.length;
		});

	it('is refused for a channel that is not said to be one’s own, in 14ms’s words', async () => {
		const { handle, id } = channelOf('Somebody else');
		const workflow = await add('not my own', handle, { ownContent: false });
		const failed = await untilFound('n8n to say so', async () => {
			const path = `/workflows/${workflow}/publication-status`;
			const { status, triggers } = publication.parse(await the().rest.call('GET', path));
			return status === 'failed' ? triggers : null;
		});
		expect(failed[0]?.errorMessage).toContain('14ms-verify=');
		expect(await syncs.of(id, 'announce')).toBeNull();
	});

	it('gives each workflow the new Shorts of its own channel only, once', async () => {
		const [ana, ben] = [channelOf('Ana'), channelOf('Ben')];
		const [ofAna, ofBen] = [await add('ana', ana.handle), await add('ben', ben.id)];
		const [syncAna, syncBen] = [await announcing(ana.id), await announcing(ben.id)];
		expect(syncAna).toMatchObject({ action: 'announce', state: 'active' });
		const leaseMs = Date.parse(syncAna.leaseUntil ?? '') - Date.now();
		expect(Math.round(leaseMs / dayMs)).toBe(1);
		const first = await syncs.publish(syncAna, { title: 'First of Ana' }, 'announced');
		const other = await syncs.publish(syncBen, { title: 'First of Ben' }, 'announced');
		await untilGiven(ofAna, [first.id]);
		await untilGiven(ofBen, [other.id]);
		const [event] = await given(ofAna);
		expect(event).toMatchObject({
			...{ type: 'short.found', repost: null, accountId: syncAna.accountId },
			short: {
				...{ video: first.id, title: 'First of Ana', channel: 'Ana' },
				...{ channelId: ana.id, syncId: syncAna.id },
			},
		});
		expect((await the().sandbox.state()).publishes).toEqual([]);

		// What n8n has of it that could be called starts nothing.
		const way = `${the().n8n.origin}/webhook/ana/while-active`;
		const called = await fetch(way, { method: 'POST' });
		expect([called.status, await called.text()]).toEqual([
			404,
			expect.stringContaining('Nobody'),
		]);
		expect(await given(ofAna)).toHaveLength(1);

		// At once, long before the lease would end it.
		await deactivate(ofBen, syncBen.id);
		expect(await syncs.of(ben.id, 'announce')).toBeNull();
		expect(await syncs.of(ana.id, 'announce')).not.toBeNull();
		await deactivate(ofAna, syncAna.id);
	});

	it('loses nothing of one workflow when another one on the same channel ends', async () => {
		const { handle, id } = channelOf('Shared');
		const [stays, ends] = [await add('stays', handle), await add('ends', handle)];
		const sync = await announcing(id);
		await syncs.untilLooked(sync.id);
		await deactivate(ends, sync.id);
		const between = the().channels.publish(id, { title: 'Published in between' });
		// The next poll of the other one brings it back, and it looks at once.
		await until('it to be back', async () => (await syncs.of(id, 'announce')) !== null);
		expect((await syncs.of(id, 'announce'))?.id).toBe(sync.id);
		await untilGiven(stays, [between.id]);

		await the().n8n.stop();
		expect(await syncs.of(id, 'announce')).not.toBeNull();
		const meanwhile = await syncs.publish(sync, { title: 'While n8n was down' }, 'announced');
		await the().n8n.start();
		await the().rest.signIn();
		await untilGiven(stays, [between.id, meanwhile.id]);
		await deactivate(stays, sync.id);
		expect(await syncs.of(id, 'announce')).toBeNull();
	});

	it('leaves a sync alone that somebody made to stay', async () => {
		const { handle, id } = channelOf('By hand');
		const from = the().passages.toFourteenMs.calls.length;
		const asked = (wanted: string) =>
			the()
				.passages.toFourteenMs.calls.slice(from)
				.filter(({ method, path }) => method === wanted && path.includes('/syncs'));
		const byHand = { account: 'sandbox_creator', channel: handle, ownContent: true };
		await the().operator('POST', '/syncs', { ...byHand, action: 'announce' });
		const workflow = await add('by hand', handle);
		await until('n8n to publish it', () => Promise.resolve(asked('POST').length > 0));
		await the().rest.deactivate(workflow);
		// It looks whether the sync has an end before it would remove it.
		await until('n8n to take it back', () => Promise.resolve(asked('GET').length > 0));
		expect(await syncs.of(id, 'announce')).toMatchObject({ state: 'active' });
		expect(asked('DELETE')).toEqual([]);
	});

	it('shows the newest Short as a sample in the editor, and follows nothing for it', async () => {
		const { handle, id } = channelOf('To try');
		the().channels.publish(id, { title: 'Newest', description: 'Its words' });
		const { credential } = the();
		const more = { channel: handle, ownContent: true };
		const events = ['short.found'];
		const workflow = triggered({ name: 'sample', events, credential, more });
		const workflowId = await the().rest.addWorkflow(workflow, { publish: false });
		await the().rest.runByHand(workflowId, '14ms Trigger', 'Seen');
		const [sample] = (await the().rest.until(workflowId, isOver)).itemsOf('Seen');
		expect(sample?.json).toMatchObject({
			...{ type: 'short.found', repost: null },
			short: { title: 'Newest', description: 'Its words', channelId: id, channel: 'To try' },
		});
		expect(await syncs.of(id, 'announce')).toBeNull();
	});

	it('runs the ready-made workflow from the new Short to the phone', async () => {
		const others = await startThirdParties('', rewritten);
		const told = (path: string) => others.told.filter((call) => call.path === path);
		try {
			const { handle, id } = channelOf('Fresh');
			const to = (url: string) => others.origin + (url.includes('ntfy') ? '/phone' : '/ai');
			const { credential } = the();
			const template = readTemplate('new-short-ai-caption');
			const filled = filledIn(template, { credential, to, channel: handle });
			const workflow = await the().rest.addWorkflow(filled);
			const sync = await announcing(id);
			const input = { title: 'Fresh bread', description: 'From my oven #baking' };
			await syncs.publish(sync, input, 'announced');
			await until('the phone to be told', () => Promise.resolve(told('/phone').length > 0));
			expect(told('/ai')[0]?.text).toContain('From my oven #baking');
			expect(told('/phone')).toMatchObject([{ title: 'Your Short is on TikTok' }]);
			expect(told('/phone')[0]?.text).toContain(rewritten);
			const { posts, violations } = await the().sandbox.state();
			expect(posts.at(-1)).toMatchObject({ mode: 'direct', caption: rewritten });
			expect(violations).toEqual([]);
			await deactivate(workflow, sync.id);
		} finally {
			await others.close();
		}
	});
}
