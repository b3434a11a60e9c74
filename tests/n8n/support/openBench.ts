import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import type { Execution, RanItem } from '../../../demo/n8n/n8nRest';
import { connectInEditor, openEditor, signInTo14ms } from './connectInEditor';
import { openChromium } from './openChromium';
import { startStage, type Stage, type StageOptions } from './stage';
import { flow, type OnError } from './workflows';

export interface Credential {
	id: string;
	name: string;
}

/** A stage with n8n's owner at a browser, and what most tests do there. */
export interface Bench extends Stage {
	page: Page;
	/** What `connect` made last. */
	credential: Credential;
	/** Connects an account by clicking. */
	connect(...how: ConnectArguments): Promise<void>;
	/** A published workflow: webhook → items → 14ms's node. */
	add(parameters: object, onError?: OnError): Promise<{ id: string; name: string }>;
	/** Runs 14ms's node once with these items, to the end. */
	run(parameters: object, items: object[], onError?: OnError): Promise<Execution>;
	/** Waits until the repost is in this state. */
	until(repostId: string, state: string): Promise<void>;
	/** Starts a repost as 14ms's operator; its id. */
	repost(body: object): Promise<string>;
	close(): Promise<void>;
}

type ConnectArguments =
	Parameters<typeof connectInEditor> extends [unknown, unknown, ...infer Rest] ? Rest : never;

const patienceMs = 150_000;

export async function openBench(options: StageOptions = {}): Promise<Bench> {
	const stage = await startStage(options);
	await stage.rest.setUpOwner();
	const { browser, context } = await openChromium();
	const page = await openEditor(stage, context);
	await signInTo14ms(stage, page);
	let flows = 0;

	const bench: Bench = {
		...stage,
		page,
		credential: { id: '', name: '' },

		async connect(...how) {
			const known = (await stage.rest.credentials()).map(({ id }) => id);
			await connectInEditor(stage, page, ...how);
			const made = (await stage.rest.credentials()).find(({ id }) => !known.includes(id));
			bench.credential = { id: made?.id ?? '', name: made?.name ?? '' };
		},

		async add(parameters, onError = 'stopWorkflow') {
			const name = `flow-${++flows}`;
			const { credential } = bench;
			const options = { name, parameters: { ...parameters }, credential, onError };
			const workflow = flow(options);
			return { name, id: await stage.rest.addWorkflow(workflow) };
		},

		async run(parameters, items, onError) {
			const { id, name } = await bench.add(parameters, onError);
			await stage.rest.callWebhook(name, { items });
			return stage.rest.until(id, isOver);
		},

		until: (repostId, wanted) =>
			until(`${repostId} to be ${wanted}`, async () => {
				const seen = stateOf.parse(await stage.operator('GET', `/reposts/${repostId}`));
				return seen.state === wanted;
			}),

		async repost(body) {
			const wanted = { account: 'sandbox_creator', ownContent: true, ...body };
			return withId.parse(await stage.operator('POST', '/reposts', wanted)).id;
		},

		async close() {
			await browser.close();
			await stage.close();
		},
	};
	return bench;
}

/** Looks again and again until it is so. n8n is slow beside other work, so the patience is long. */
export async function until(what: string, look: () => Promise<boolean>): Promise<void> {
	await untilFound(what, async () => ((await look()) ? true : null));
}

/** The same for something that is there sooner or later. */
export async function untilFound<T>(what: string, look: () => Promise<T | null>): Promise<T> {
	for (const sinceMs = Date.now(); Date.now() - sinceMs < patienceMs;) {
		const found = await look();
		if (found !== null) return found;
		await delay(250);
	}
	throw new Error(`Waited in vain for ${what}.`);
}

export const isOver = ({ status }: Execution): boolean => ['success', 'error'].includes(status);

export const idOf = (item: RanItem | undefined): string => withId.parse(item?.json).id;

const stateOf = z.object({ state: z.string() });
const withId = z.object({ id: z.string() });
