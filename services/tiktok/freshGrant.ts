import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../../lib/errors';
import type { Log } from '../log';
import type { Grant } from '../store/grants';
import type { Store } from '../store/store';
import { grantOf } from './grantOf';
import type { TikTok } from './tiktok';
import { TikTokError } from './tikTokError';

export type VersionedGrant = Grant & { version: number };

export interface GrantDeps {
	tiktok: TikTok;
	store: Pick<Store, 'accounts' | 'grants' | 'calls'>;
	log: Log;
	now?: () => Date;
	/** Default 10 minutes, and never more than a quarter of a token's lifetime. */
	refreshAheadMs?: number;
	/** How long a refresh may take before another process may try; more than TikTok's time-out. Default 90 s. */
	leaseMs?: number;
	sleep?: (ms: number) => Promise<unknown>;
}

/** Tokens that work, refreshed by one process at a time. */
export interface FreshGrants {
	/** A grant whose access token is good for a while. Problem reconnect_needed; TikTokError when TikTok is away. */
	fresh(accountId: string): Promise<VersionedGrant>;
	/** A grant newer than `version`: another's refresh if there was one, else our own. */
	newerThan(accountId: string, version: number): Promise<VersionedGrant>;
	/** Refreshes whatever the age. */
	force(accountId: string): Promise<VersionedGrant>;
}

const minuteMs = 60_000;
/** After a failed refresh ahead of time, the token that still works is used for so long before the next try. */
const pauseMs = 30_000;
/** How long to wait for another process while the old token still works; with a dead one, until its lease has lapsed. */
const shortPatienceMs = 10_000;
const pollMs = 100;
const slowestPollMs = 2_000;
/** Another process may have refreshed between our reading and our call: its row may take this many looks to appear. */
const looksAfterRefusal = 5;
const triesToSave = 5;

/**
 * TikTok kills the old refresh token with every refresh (facts/tiktok.md §0.2), so only the holder of the lease calls,
 * and the new grant is stored before it is used. In this process calls for one account share one refresh.
 */
export function createFreshGrants(
	deps: Omit<GrantDeps, 'tiktok'> & { tiktok: Pick<TikTok, 'clientKey' | 'refresh'> },
): FreshGrants {
	const { tiktok, store, log, now = () => new Date(), sleep = wait, leaseMs = 90_000 } = deps;
	const { refreshAheadMs = 10 * minuteMs } = deps;
	const flights = new Map<string, Promise<VersionedGrant>>();
	const pausedUntilMs = new Map<string, number>();

	return {
		async fresh(accountId) {
			const grant = await read(accountId);
			const leftMs = grant.accessExpiresAt.getTime() - now().getTime();
			if (leftMs > (await aheadMs(accountId, grant, leftMs))) return grant;
			const isPaused = (pausedUntilMs.get(accountId) ?? 0) > now().getTime();
			if (leftMs > 0 && isPaused) return grant;
			try {
				return await shared(
					accountId,
					grant.version,
					leftMs > 0 ? shortPatienceMs : undefined,
				);
			} catch (error) {
				if (error instanceof Problem && error.code === 'reconnect_needed') throw error;
				if (leftMs <= 0) throw error;
				pausedUntilMs.set(accountId, now().getTime() + pauseMs);
				log.warn(
					{ accountId },
					'The token could not be refreshed yet; the old one still works.',
				);
				return grant;
			}
		},
		async newerThan(accountId, version) {
			const grant = await read(accountId);
			if (grant.version > version) return grant;
			const next = await shared(accountId, grant.version);
			// A refresh that was about to end when we joined it may be the one that was refused.
			return next.version > version ? next : shared(accountId, next.version);
		},
		async force(accountId) {
			const grant = await read(accountId);
			return shared(accountId, grant.version);
		},
	};

	async function read(accountId: string): Promise<VersionedGrant> {
		const account = await store.accounts.get(accountId);
		const grant = await store.grants.open(accountId);
		if (!account || account.status === 'disconnected' || !grant) {
			throw reconnect('The TikTok account is not connected: connect it first.');
		}
		if (account.status === 'reconnect') {
			throw reconnect(
				'TikTok no longer takes the stored permission: connect the account again.',
			);
		}
		if (grant.clientKey !== tiktok.clientKey) {
			throw reconnect(
				'The account was connected with other TikTok app keys: connect it again, or put the old keys back.',
			);
		}
		return grant;
	}

	/** The lifetime is not stored: it is the time from the row's last change to the expiry, or less. */
	async function aheadMs(accountId: string, grant: VersionedGrant, leftMs: number) {
		if (leftMs > refreshAheadMs || leftMs <= 0) return refreshAheadMs;
		const facts = await store.grants.facts(accountId);
		if (!facts) return refreshAheadMs;
		const lifetimeMs = grant.accessExpiresAt.getTime() - facts.updatedAt.getTime();
		return Math.min(refreshAheadMs, lifetimeMs / 4);
	}

	async function shared(
		accountId: string,
		version: number,
		patienceMs = leaseMs + shortPatienceMs,
	): Promise<VersionedGrant> {
		const flying = flights.get(accountId);
		if (flying) return flying;
		const flight = refreshOrWait(accountId, version, patienceMs).finally(() =>
			flights.delete(accountId),
		);
		flights.set(accountId, flight);
		return flight;
	}

	async function refreshOrWait(
		accountId: string,
		version: number,
		patienceMs: number,
	): Promise<VersionedGrant> {
		const owner = randomUUID();
		const untilMs = now().getTime() + patienceMs;
		for (let gapMs = pollMs; ; gapMs = Math.min(gapMs * 2, slowestPollMs)) {
			if (await store.grants.takeLease(accountId, owner, version, leaseMs)) {
				return refresh(accountId, owner, version);
			}
			const grant = await read(accountId);
			if (grant.version > version) return grant;
			if (now().getTime() > untilMs) {
				throw new Problem(
					'tiktok_unavailable',
					'Another process has been refreshing the TikTok token for too long: try again shortly.',
				);
			}
			await sleep(gapMs);
		}
	}

	async function refresh(
		accountId: string,
		owner: string,
		version: number,
	): Promise<VersionedGrant> {
		const old = await read(accountId);
		if (old.version !== version) return old;
		const askedAt = now();
		try {
			await store.calls.take(
				{ provider: 'tiktok', endpoint: 'oauth/refresh', accountId },
				null,
			);
			const answer = await tiktok.refresh(old.refreshToken);
			const { clientKey, scopes } = old;
			const grant = grantOf(answer, { clientKey, askedAt, scopes });
			return await keep(accountId, owner, version, grant);
		} catch (error) {
			// Nothing but this code says that the grant is gone; any other answer keeps it.
			const isDead =
				error instanceof TikTokError && error.facts.tiktokCode === 'invalid_grant';
			if (isDead) return await rescued(accountId, version);
			throw error;
		} finally {
			// Should this fail, the lease lapses by itself.
			await store.grants.releaseLease(accountId, owner).catch(() => undefined);
		}
	}

	/** From here on the old refresh token is dead, so the new grant is worth several tries to store. */
	async function keep(accountId: string, owner: string, version: number, grant: Grant) {
		for (let attempt = 1; ; attempt++) {
			try {
				if (await store.grants.saveRefreshed(accountId, owner, version, grant)) {
					pausedUntilMs.delete(accountId);
					log.info(
						{ accountId, version: version + 1 },
						'The TikTok token was refreshed.',
					);
					return await read(accountId);
				}
			} catch (error) {
				if (attempt >= triesToSave) throw error;
			}
			const row = await store.grants.open(accountId).catch(() => null);
			if (row && row.version > version) return row;
			if (attempt >= triesToSave) {
				throw new Problem(
					'store_unavailable',
					'The refreshed TikTok token could not be stored: check the database, then connect the account again.',
				);
			}
			await sleep(pollMs * 2 ** attempt);
			// Our lease may have lapsed while we waited for TikTok.
			await store.grants.takeLease(accountId, owner, version, leaseMs).catch(() => false);
		}
	}

	async function rescued(accountId: string, version: number): Promise<VersionedGrant> {
		for (let look = 1; look <= looksAfterRefusal; look++) {
			const grant = await read(accountId);
			if (grant.version > version) return grant;
			await sleep(pollMs * look);
		}
		// Connected again at this very moment: that grant works.
		if (!(await store.accounts.setStatus(accountId, 'reconnect', version))) {
			return read(accountId);
		}
		log.warn({ accountId }, 'TikTok no longer takes the grant: the account must reconnect.');
		throw reconnect('TikTok no longer takes the stored permission: connect the account again.');
	}
}

function reconnect(sentence: string): Problem {
	return new Problem('reconnect_needed', sentence);
}
