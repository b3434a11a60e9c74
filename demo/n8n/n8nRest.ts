import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

export interface RanItem {
	json: Record<string, unknown>;
	pairedItem?: unknown;
}

export interface Execution {
	id: string;
	status: string;
	workflowId: string;
	/** What the node gave in its last run, at its first output or another one. */
	itemsOf(node: string, output?: number): RanItem[];
	error: { message?: string; description?: string; context?: Record<string, unknown> } | null;
}

/** n8n's own REST API, as its editor uses it, signed in as the owner. */
export type N8nRest = ReturnType<typeof createN8nRest>;

export const owner = { email: 'owner@example.com', password: 'Passw0rd-for-tests' };
const data = z.object({ data: z.unknown() });
const withId = z.object({ id: z.string(), versionId: z.string().optional() });
const patienceMs = 90_000;

export function createN8nRest(origin: string) {
	let cookie = '';

	async function call(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await fetch(`${origin}/rest${path}`, {
			method,
			headers: { cookie, 'content-type': 'application/json' },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const set = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (set) [cookie = ''] = set.split(';');
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return data.parse(JSON.parse(text)).data;
	}

	const api = {
		call,
		cookie: () => cookie,
		setUpOwner: () =>
			call('POST', '/owner/setup', { ...owner, firstName: 'Olivia', lastName: 'Owner' }),
		signIn: () =>
			call('POST', '/login', { emailOrLdapLoginId: owner.email, password: owner.password }),

		/** Stores a workflow and, unless told otherwise, publishes it. */
		async addWorkflow(workflow: object, { publish = true } = {}): Promise<string> {
			const settings = { executionOrder: 'v1', saveManualExecutions: true };
			const made = withId.parse(
				await call('POST', '/workflows', { settings, active: false, ...workflow }),
			);
			if (publish) {
				const { versionId } = made;
				await call('POST', `/workflows/${made.id}/activate`, { versionId });
			}
			return made.id;
		},

		/** The opposite of publishing. */
		async deactivate(workflowId: string): Promise<void> {
			await call('POST', `/workflows/${workflowId}/deactivate`, {});
		},

		/** Calls a workflow's webhook, as soon as n8n has registered it after publishing. */
		async callWebhook(path: string, body: unknown): Promise<void> {
			for (const sinceMs = Date.now(); Date.now() - sinceMs < patienceMs;) {
				const response = await fetch(`${origin}/webhook/${path}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(body),
				});
				if (response.ok) return;
				if (response.status !== 404) throw new Error(await response.text());
				await delay(200);
			}
			throw new Error(`n8n never registered the webhook ${path}.`);
		},

		/** As the editor does when somebody tests a workflow from this trigger on. */
		async runByHand(workflowId: string, trigger: string, destination: string): Promise<void> {
			await call('POST', `/workflows/${workflowId}/run`, {
				triggerToStartFrom: { name: trigger },
				destinationNode: { nodeName: destination, mode: 'inclusive' },
			});
		},

		async credentials() {
			const list = z.array(z.object({ id: z.string(), name: z.string(), type: z.string() }));
			return list.parse(await call('GET', '/credentials'));
		},

		async executionIds(workflowId: string): Promise<string[]> {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const answer = await call('GET', `/executions?filter=${filter}&limit=50`);
			const list = z.object({ results: z.array(z.object({ id: z.string() })) });
			return list.parse(answer).results.map(({ id }) => id);
		},

		async execution(id: string): Promise<Execution> {
			return executionOf(await call('GET', `/executions/${id}`));
		},

		/** Looks until the workflow's newest execution beside `known` is as wanted. */
		async until(
			workflowId: string,
			wanted: (execution: Execution) => boolean,
			known: string[] = [],
		): Promise<Execution> {
			let last: Execution | null = null;
			for (const sinceMs = Date.now(); Date.now() - sinceMs < patienceMs;) {
				const [id] = (await api.executionIds(workflowId)).filter(
					(id) => !known.includes(id),
				);
				if (id !== undefined) {
					last = await api.execution(id);
					if (wanted(last)) return last;
				}
				await delay(200);
			}
			const seen = last && { status: last.status, error: last.error };
			throw new Error(`The execution did not come to that: ${JSON.stringify(seen)}`);
		},
	};
	return api;
}

const flat = z.object({
	id: z.string(),
	status: z.string(),
	workflowId: z.string(),
	data: z.string(),
});
const run = z.object({
	resultData: z.object({
		runData: z
			.record(
				z.string(),
				z.array(z.object({ data: z.object({ main: z.array(z.unknown()) }).optional() })),
			)
			.default({}),
		error: z
			.object({
				message: z.string().optional(),
				description: z.string().optional(),
				context: z.record(z.string(), z.unknown()).optional(),
			})
			.nullish(),
	}),
});

/** An execution that has only begun has no data at all. */
const nothingYet = { resultData: {} };

function executionOf(answer: unknown): Execution {
	const { id, status, workflowId, data: text } = flat.parse(answer);
	const { resultData } = run.parse(unflattened(text) ?? nothingYet);
	return {
		...{ id, status, workflowId },
		error: resultData.error ?? null,
		itemsOf(node, output = 0) {
			const main = resultData.runData[node]?.at(-1)?.data?.main[output];
			return z
				.array(
					z.looseObject({
						json: z.record(z.string(), z.unknown()),
						pairedItem: z.unknown(),
					}),
				)
				.parse(main ?? []);
		},
	};
}

/** n8n stores runs in the format of the npm package flatted: a list in which strings that are numbers point to its places. */
function unflattened(text: string): unknown {
	const places: unknown = JSON.parse(text);
	if (!Array.isArray(places)) return places;
	const made = new Map<number, unknown>();
	const at = (place: number): unknown => {
		if (made.has(place)) return made.get(place);
		const value: unknown = places[place];
		if (typeof value !== 'object' || value === null) return value;
		const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		made.set(place, copy);
		for (const [key, inner] of Object.entries<unknown>({ ...value })) {
			Object.assign(copy, { [key]: typeof inner === 'string' ? at(Number(inner)) : inner });
		}
		return copy;
	};
	return at(0);
}
