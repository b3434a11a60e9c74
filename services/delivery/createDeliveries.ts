import { randomBytes } from 'node:crypto';
import { refusedUrl } from '../../lib/delivery/refusedUrl';
import { Problem } from '../../lib/errors';
import type { Log } from '../log';
import type { Hook, Owner } from '../store/deliveries';
import type { Store } from '../store/store';
import type { DeliveryKind, Engine } from '../temporal/engine';
import { unlessAway } from '../temporal/unlessAway';
import type { Caller } from './caller';
import { areSettled } from './settled';
import type { Deliveries } from './deliveries';

interface Deps {
	store: Store;
	engine: Engine;
	caller: Caller;
	log: Log;
	now?: () => number;
	/** Those of an account that wait, each of which the sweep looks at every few seconds; default 1,000. */
	mostCallbacks?: number;
}

/** A signal stays in a workflow's history, so reminders must stay few. */
const remindEveryMs = 60_000;
const mostHooksOfOwner = 20;

export function createDeliveries(deps: Deps): Deliveries {
	const { store, engine, caller, log, now = Date.now, mostCallbacks = 1_000 } = deps;
	const remindedAtMs = new Map<string, number>();

	return {
		checkReachable,

		async addCallback({ owner, url, repostIds, until }) {
			await checkReachable({ owner, url });
			const secret = newSecret();
			const { accountId } = owner;
			await checkRoom(accountId);
			const id = `cb_${newId()}`;
			const callback = await store.callbacks.add({
				...{ id, accountId, repostIds, until, url, secret },
			});
			await start('callback', id);
			return { callback, secret };
		},

		async addHook({ owner, url, types }) {
			await checkUrl(url, owner);
			if ((await store.hooks.list(owner)).length >= mostHooksOfOwner) {
				throw new Problem(
					'callback_refused',
					`There are ${mostHooksOfOwner} webhooks already: delete one first.`,
				);
			}
			const secret = newSecret();
			const id = `hook_${newId()}`;
			const cursor = await store.events.latest();
			const hook = await store.hooks.add({ ...owner, id, url, types, secret, cursor });
			await start('hook', id);
			return { hook, secret };
		},

		hooks: (owner) => store.hooks.list(owner),

		async removeHook(id, owner) {
			const mine = await store.hooks.list(owner);
			if (!mine.some((hook) => hook.id === id)) {
				throw new Problem('not_found', 'There is no webhook with this id.');
			}
			await store.hooks.remove(id);
			await tell(() => engine.nudgeDelivery('hook', id));
		},

		async sweep() {
			for (const { id } of await store.callbacks.unstarted()) await start('callback', id);
			for (const { id, repostIds } of await store.callbacks.waiting()) {
				if (await areSettled(store, repostIds)) await remind('callback', id);
			}
			for (const hook of await store.hooks.list()) {
				if (hook.startedAt === null) await start('hook', hook.id);
				else if (await hasNews(hook)) await remind('hook', hook.id);
			}
		},
	};

	async function checkReachable({ owner, url }: { owner: Owner; url: string }): Promise<void> {
		await checkUrl(url, owner);
		const why = await caller.whyUnreachable(url);
		if (!why) return;
		throw new Problem(
			'callback_unreachable',
			`14ms cannot reach ${new URL(url).origin}: ${why} Set WEBHOOK_URL in n8n to an address that 14ms can reach, or use Start with a 14ms Trigger.`,
		);
	}

	async function checkRoom(accountId: string | null): Promise<void> {
		if (accountId === null) return;
		const waiting = await store.callbacks.waiting();
		const own = waiting.filter((callback) => callback.accountId === accountId);
		if (own.length < mostCallbacks) return;
		throw new Problem(
			'callback_refused',
			`${mostCallbacks} callbacks of this account wait already: use Start with a 14ms Trigger.`,
		);
	}

	/** A bound token may only have its own client's host called; nobody a link-local one. */
	async function checkUrl(url: string, { clientId }: Owner): Promise<void> {
		const refused = refusedUrl(url);
		if (refused) throw new Problem('callback_refused', refused);
		if (clientId === null) return;
		const client = await store.oauth.client(clientId);
		const origins = (client?.redirectUris ?? []).map((uri) => new URL(uri).origin);
		if (origins.includes(new URL(url).origin)) return;
		throw new Problem(
			'callback_refused',
			`This connection may only have ${origins.join(' or ')} called, where it was made: set WEBHOOK_URL in n8n to the address that its OAuth Redirect URL shows, or use Start with a 14ms Trigger.`,
		);
	}

	async function hasNews({ cursor, types, accountId }: Hook): Promise<boolean> {
		const { events } = await store.events.since({
			...{ after: cursor, types, limit: 1 },
			accountId: accountId ?? undefined,
		});
		return events.length > 0;
	}

	async function start(kind: DeliveryKind, id: string): Promise<void> {
		await tell(async () => {
			await engine.startDelivery(kind, id);
			await (kind === 'callback' ? store.callbacks : store.hooks).markStarted(id);
		});
	}

	async function remind(kind: DeliveryKind, id: string): Promise<void> {
		if (now() - (remindedAtMs.get(id) ?? 0) < remindEveryMs) return;
		for (const [known, atMs] of remindedAtMs) {
			if (now() - atMs >= remindEveryMs) remindedAtMs.delete(known);
		}
		remindedAtMs.set(id, now());
		await tell(() => engine.nudgeDelivery(kind, id));
	}

	/** What is stored is made up for by the sweep. */
	async function tell(act: () => Promise<void>): Promise<void> {
		await unlessAway(act, () =>
			log.warn({}, 'Temporal does not answer: a delivery will be tried again'),
		);
	}
}

const newId = (): string => randomBytes(9).toString('base64url');
const newSecret = (): string => randomBytes(32).toString('base64url');
