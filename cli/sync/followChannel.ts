import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Problem } from '../../lib/errors';
import { previewView, syncView, type PreviewView, type SyncView } from '../../lib/sync/syncView';
import { inCliWords, type ApiClient } from '../apiClient';
import { onlyAccount } from '../onlyAccount';
import { bodyOf } from './bodyOf';
import { detailLines, previewLines, syncLines } from './printSync';
import type { SyncOptions } from './syncOptions';
import { write } from './write';

const followedAlready = 'It is followed already, as it is; change it with `npx 14ms sync edit`.';

const created = syncView.extend({ created: z.boolean(), notice: z.string().nullable() });

/** `14ms sync add <channel>` */
export async function addSync(
	api: ApiClient,
	channel: string,
	options: SyncOptions,
): Promise<number> {
	const { action, paused, json } = options;
	const body = {
		...bodyOf(options),
		...{ channel, action, paused },
		account: options.account ?? (await onlyAccount(api)),
	};
	const { created: isNew, notice, ...sync } = await api.post('/syncs', body, created);
	const note = !isNew && isAsGiven(sync, body) ? followedAlready : notice;
	if (note) process.stderr.write(`Note: ${inCliWords(note)}\n`);
	return write(json ? { ...sync, created: isNew } : syncLines(sync));
}

/** All that was given is what is set; what was not given is nobody's wish. */
function isAsGiven(sync: SyncView, given: ReturnType<typeof bodyOf>): boolean {
	const { everyMinutes, posting, settings, rules, captions } = given;
	return isPartOf({ everyMinutes, posting, settings, rules, captions }, sync);
}

function isPartOf(part: unknown, whole: unknown): boolean {
	if (part === undefined) return true;
	if (!isFields(part) || !isFields(whole)) return isDeepStrictEqual(part, whole);
	return Object.entries(part).every(([name, value]) => isPartOf(value, whole[name]));
}

function isFields(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `14ms sync edit <id>`: what is not given stays. */
export async function editSync(api: ApiClient, id: string, options: SyncOptions): Promise<number> {
	const path = pathOf(id);
	const { captions } = await api.get(path, syncView);
	const changes = bodyOf(options, captions);
	if (Object.values(changes).every((value) => value === undefined)) {
		throw new Problem(
			'bad_request',
			'Say what to change: `npx 14ms sync edit --help` lists the options.',
		);
	}
	const sync = await api.patch(path, changes, syncView);
	return write(options.json ? sync : detailLines(sync));
}

/** `14ms sync preview <channel or id>`: of a channel that is not followed yet, or of a sync. */
export async function previewSync(
	api: ApiClient,
	what: string,
	options: SyncOptions,
): Promise<number> {
	const preview = await previewOf(api, what, options);
	return write(
		options.json
			? preview
			: previewLines(preview, { isStated: options.own, isOfChannel: !isSyncId(what) }),
	);
}

async function previewOf(api: ApiClient, what: string, options: SyncOptions): Promise<PreviewView> {
	const { count = 50 } = options;
	if (!isSyncId(what)) {
		const { rules, captions } = bodyOf(options);
		const body = {
			...{ rules, captions, count },
			channel: what,
			action: options.action,
			account: options.account ?? (await onlyAccount(api)),
		};
		return api.post('/syncs/preview', body, previewView);
	}
	const sync = await api.get(pathOf(what), syncView);
	const { rules, captions } = bodyOf(options, sync.captions);
	if (!rules && !captions) {
		return api.get(`${pathOf(what)}/preview?count=${count}`, previewView);
	}
	// As it would be with these changes, which are not kept.
	const body = {
		...{ account: sync.accountId, channel: sync.channel.id, count },
		...{ action: sync.action, posting: sync.posting },
		rules: { ...sync.rules, ...rules },
		captions: { ...sync.captions, ...captions },
	};
	return api.post('/syncs/preview', body, previewView);
}

export function pathOf(id: string): string {
	return `/syncs/${encodeURIComponent(id)}`;
}

/** No channel is named like that: those have an @, a slash, or begin with UC. */
function isSyncId(what: string): boolean {
	return /^[a-z2-7]{10}$/.test(what);
}
