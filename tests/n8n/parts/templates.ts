import { globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import { shoot } from '../support/connectInEditor';
import { until, type Bench } from '../support/openBench';
import { noShort, otherShort, short, thirdShort } from '../support/parameters';
import { startThirdParties } from '../support/startThirdParties';
import { filledIn, readTemplate, type Template } from '../support/readTemplate';

const root = resolve(__dirname, '../../..');
const rewritten = 'Old phone, new laughs #throwback';
const sheet = `video,caption\n${short},one\n${otherShort},two\n${thirdShort},three\n`;

const list = z.object({
	items: z.array(
		z.object({ id: z.string(), video: z.string(), state: z.string(), caption: z.string() }),
	),
});

/** Each ready-made workflow as it is published, with only credential and third party filled in, as its note says. */
export function templates(the: () => Bench): void {
	const files = globSync('docs/n8n/*.json', { cwd: root });

	it.each(files)('imports %s and shows it', async (file) => {
		const { page, rest, passages } = the();
		const workflow = readTemplate(basename(file, '.json'));
		const id = await rest.addWorkflow(workflow, { publish: false });
		await page.goto(`${passages.toN8n.origin}/workflow/${id}`);
		const nodes = page.getByTestId('canvas-node');
		// The note is no node.
		await until('the canvas', async () => (await nodes.count()) === workflow.nodes.length - 1);
		// n8n marks what it does not know; that a credential is still to be chosen is as it should be.
		expect(await page.getByText('?', { exact: true }).count()).toBe(0);
		if (file.endsWith('short-to-inbox.json')) await shoot(page, 'n8n-canvas');
	});

	it('runs those about single Shorts against the sandbox, from the form to the phone', async () => {
		const others = await startThirdParties(sheet, rewritten);
		const told = (path: string) => others.told.filter((call) => call.path === path);
		const untilTold = (path: string) =>
			until(`${path} to be told`, () => Promise.resolve(told(path).length > 0));
		const publish = (name: string, path: string) => {
			// One of the templates speaks to two others.
			const to = (url: string) =>
				others.origin + (url.includes('ntfy') && path === '/ai' ? '/done' : path);
			const { credential } = the();
			return the().rest.addWorkflow(filledIn(readTemplate(name), { credential, to }));
		};
		try {
			await publish('short-to-inbox', '/phone');
			await publish('ai-caption', '/ai');
			await publish('approve-in-chat', '/chat');
			await publish('failed-alert', '/alert');
			const sheetId = await publish('sheet-two-a-day', '/sheet');

			await submit(readTemplate('short-to-inbox'), { video: short });
			const caption = 'Found on an old phone';
			await submit(readTemplate('ai-caption'), { video: otherShort, caption });
			await the().repost({ video: noShort });

			await untilTold('/chat');
			const [question] = told('/chat');
			expect(question).toMatchObject({ title: 'May I post this?' });
			expect(question?.text).toContain(rewritten);
			const yes = /^Yes: (\S+)$/m.exec(question?.text ?? '')?.[1] ?? '';
			// A person is slower than n8n, which waits only once the message is sent.
			await until('the yes to be taken', async () => (await fetch(yes)).ok);
			const inChat = (await reposts(otherShort))[0];
			await the().until(inChat?.id ?? '', 'published');
			expect(told('/ai')[0]?.text).toContain(caption);

			await untilTold('/phone');
			expect(told('/phone')[0]).toMatchObject({ title: 'Open your TikTok inbox' });
			expect(told('/phone')[0]?.text).toContain('Seven seconds of sunrise');
			await untilTold('/alert');
			expect(told('/alert')[0]).toMatchObject({ title: 'A repost has failed' });
			expect(told('/alert')[0]?.text).toContain('Short');

			await the().rest.runByHand(sheetId, 'Every Morning', 'Send to TikTok');
			const queued = () => reposts(thirdShort);
			await until('the third row', async () => (await queued()).length > 0);
			await the().until((await queued())[0]?.id ?? '', 'queued');
			expect(await reposts(short)).toHaveLength(1);
			expect(await reposts(otherShort)).toHaveLength(1);
			const { posts, violations } = await the().sandbox.state();
			expect(posts.map(({ mode, caption }) => [mode, caption]).sort()).toEqual([
				['direct', rewritten],
				['inbox', ''],
			]);
			expect(violations).toEqual([]);
		} finally {
			await others.close();
		}
	});

	async function submit(workflow: Template, fields: Record<string, string>): Promise<void> {
		const form = new FormData();
		Object.values(fields).forEach((value, at) => form.set(`field-${at}`, value));
		const { webhookId = '' } =
			workflow.nodes.find(({ type }) => type.endsWith('formTrigger')) ?? {};
		const url = `${the().n8n.origin}/form/${webhookId}`;
		await until('the form', async () => (await fetch(url)).ok);
		const answer = await fetch(url, { method: 'POST', body: form });
		expect([answer.status, answer.ok]).toEqual([200, true]);
	}

	async function reposts(video: string) {
		return list.parse(await the().operator('GET', `/reposts?video=${video}`)).items;
	}
}
