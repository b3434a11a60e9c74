import { z } from 'zod';
import { shoot } from '../support/connectInEditor';
import { callTool } from '../support/callTool';
import { isOver, type Bench } from '../support/openBench';
import { short, start } from '../support/parameters';
import { toolServer, triggered } from '../support/workflows';

/** What is not the running of a workflow: lists for the editor, a sample for it, an agent's tool. */
export function othersWays(the: () => Bench): void {
	it('lists the privacy levels that TikTok offers this creator right now', async () => {
		const list = async () => {
			const options = z.array(z.object({ name: z.string(), value: z.string() }));
			const answer = await the().rest.call('POST', '/dynamic-node-parameters/options', {
				nodeTypeAndVersion: { name: 'n8n-nodes-14ms.fourteenMs', version: 1 },
				path: 'parameters.privacy',
				methodName: 'getPrivacyLevels',
				currentNodeParameters: { resource: 'repost', operation: 'start' },
				credentials: { fourteenMsOAuth2Api: the().credential },
			});
			return options.parse(answer);
		};
		expect(await list()).toContainEqual({ name: 'Everyone', value: 'PUBLIC_TO_EVERYONE' });
		const username = 'sandbox_creator';
		await the().sandbox.control('users', { username, privateAccount: true });
		expect(await list()).toEqual([
			{ name: 'Followers', value: 'FOLLOWER_OF_CREATOR' },
			{ name: 'Friends', value: 'MUTUAL_FOLLOW_FRIENDS' },
			{ name: 'Only Me', value: 'SELF_ONLY' },
		]);
	});

	it('shows a sample of the trigger in the editor, or says that there is none', async () => {
		const sampleOf = async (event: string) => {
			const options = { name: `sample of ${event}`, events: [event] };
			const { credential } = the();
			const workflow = triggered({ ...options, credential });
			const id = await the().rest.addWorkflow(workflow, { publish: false });
			await the().rest.runByHand(id, '14ms Trigger', 'Seen');
			return the().rest.until(id, isOver);
		};
		const [sample] = (await sampleOf('repost.delivered')).itemsOf('Seen');
		expect(sample?.json).toMatchObject({
			type: 'repost.delivered',
			repost: { state: 'delivered' },
		});
		expect(sample?.json.nextStep).toContain('TikTok');
		const none = await sampleOf('repost.needsAttention');
		expect(none.error).toMatchObject({ message: 'There is nothing to show yet' });
	});

	it('is a tool for agents, by which a Short is started', async () => {
		const parameters = {
			...start,
			video: "={{ $fromAI('video', 'The address of the Short') }}",
			caption: '',
			posting: 'inbox',
		};
		const { credential } = the();
		await the().rest.addWorkflow(toolServer({ name: 'tools', parameters, credential }));
		const url = `${the().n8n.origin}/mcp/tools`;
		const said = await callTool(url, { video: `https://youtu.be/${short}` });
		expect(said).toContain(short);
		expect(said).toContain('"created":false');
	});

	it('shows its node in the editor', async () => {
		const { page } = the();
		const { id } = await the().add({
			...start,
			posting: 'inbox',
			video: `https://www.youtube.com/shorts/${short}`,
		});
		await page.goto(`${the().passages.toN8n.origin}/workflow/${id}`);
		await page.getByTestId('canvas-node').filter({ hasText: '14ms' }).last().dblclick();
		await page.getByTestId('parameter-input-video').first().waitFor();
		await shoot(page, 'n8n-node');
	});

	it('shows Channel Sync and New Short Found in the editor, where a Short can be fetched', async () => {
		const { page, rest, passages, credential } = the();
		const open = async (workflowId: string, node: string) => {
			await page.goto(`${passages.toN8n.origin}/workflow/${workflowId}`);
			await page.getByTestId('canvas-node').filter({ hasText: node }).last().dblclick();
			await page.getByTestId('parameter-input-channel').first().waitFor();
		};
		const create = { resource: 'sync', operation: 'create', channel: '@sandboxstudio' };
		const rules = { maxPerDay: 3, excludeWords: 'teaser, live' };
		await open((await the().add({ ...create, ownContent: true, rules })).id, '14ms');
		await shoot(page, 'n8n-sync');
		const more = { channel: '@sandboxstudio', ownContent: true };
		const options = { name: 'new Short', events: ['short.found'], credential, more };
		const workflow = triggered(options);
		await open(await rest.addWorkflow(workflow, { publish: false }), '14ms Trigger');
		await page.getByRole('button', { name: 'Fetch Test Event' }).first().waitFor();
		// It has a webhook for n8n's sake only.
		expect(await page.getByText('Webhook URLs').count()).toBe(0);
		await page.getByRole('button', { name: 'Fetch Test Event' }).first().click();
		await page.getByText('short.found').first().waitFor();
		await shoot(page, 'n8n-new-short');
	});
}
