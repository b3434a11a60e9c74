import { z } from 'zod';
import { Problem } from '../lib/errors';
import { repostView, type RepostView } from '../lib/posting/view';
import { printable } from '../lib/printable';
import type { ApiClient } from './apiClient';
import { postSettingsOf, type PostOptions } from './postOptions';
import { explanation, humanLine, jsonLine, numbersLine, whichLine } from './printRepost';
import { readPages } from './readPages';

interface Output {
	json?: boolean;
}

export interface ApprovalOptions extends PostOptions, Output {
	caption?: string;
	coverTimestampMs?: number;
}

/** `14ms cancel <id>` and `14ms retry <id>`. */
export async function wish(
	api: ApiClient,
	verb: 'cancel' | 'retry',
	id: string,
	{ json }: Output,
): Promise<number> {
	const repost = await api.post(
		`/reposts/${encodeURIComponent(id)}/${verb}`,
		undefined,
		repostView,
	);
	if (json) print(repost, json);
	else process.stdout.write(`${wishWords[verb]}: ${whichLine(repost)}\n`);
	return 0;
}

/** Without the state, which is the one of before: the workflow acts on the wish right after. */
const wishWords = { cancel: 'Being cancelled', retry: 'Being tried again' };

/** `14ms approve <id>`: approves the bytes that 14ms holds now. The review page shows them. */
export async function approve(
	api: ApiClient,
	id: string,
	options: ApprovalOptions,
): Promise<number> {
	const path = `/reposts/${encodeURIComponent(id)}`;
	const { sha256 } = await api.get(path, repostView);
	if (!sha256) {
		throw new Problem(
			'not_awaiting_review',
			'The video is not ready for review yet: try again in a moment.',
		);
	}
	const { caption, coverTimestampMs, json } = options;
	const approval = { sha256, caption, coverTimestampMs, ...postSettingsOf(options) };
	const approved = await api.post(`${path}/approve`, approval, repostView);
	if (json) print(approved, json);
	else process.stdout.write(`Approved, being posted: ${whichLine(approved)}\n`);
	return 0;
}

export interface ListOptions extends Output {
	account?: string;
	state?: string;
	limit?: number;
}

/** `14ms reposts`: newest first; with --json a line each. */
export async function listReposts(
	api: ApiClient,
	{ json, ...filter }: ListOptions,
): Promise<number> {
	const { items, more } = await readPages(api, '/reposts', filter, repostView);
	if (!items.length && !json) {
		process.stdout.write(
			filter.state === undefined ? 'No reposts yet.\n' : 'No repost in this state.\n',
		);
	}
	for (const repost of items) print(repost, json, 'listed');
	if (more !== null) process.stderr.write(`Note: ${more}\n`);
	return 0;
}

const accounts = z.object({
	items: z.array(
		z.object({
			id: z.string(),
			username: z.string().nullable(),
			displayName: z.string(),
			status: z.string(),
			scopes: z.array(z.string()),
			tokenValidUntil: z.string().nullable(),
		}),
	),
});

/** `14ms accounts`: who is connected, with which scopes. */
export async function listAccounts(api: ApiClient, { json }: Output): Promise<number> {
	const { items } = await api.get('/accounts', accounts);
	if (!items.length && !json) {
		process.stdout.write(
			`No TikTok account is connected yet: open ${api.pagesUrl}/accounts.\n`,
		);
	}
	for (const account of items) {
		const { username, displayName, status, scopes, id } = account;
		const name = printable(username ? `@${username}` : displayName);
		process.stdout.write(
			json
				? `${JSON.stringify(account)}\n`
				: `${name.padEnd(24)} ${status.padEnd(13)} ${scopes.join(' ')}  (${id})\n`,
		);
	}
	return 0;
}

function print(repost: RepostView, json = false, how: 'changed' | 'listed' = 'changed'): void {
	if (json) {
		process.stdout.write(`${jsonLine(repost, how === 'changed' ? false : undefined)}\n`);
		return;
	}
	const numbers = how === 'listed' ? numbersLine(repost) : null;
	const more = [explanation(repost), numbers].filter((line) => line !== null);
	process.stdout.write(`${[humanLine(repost), ...more].join('\n    ')}\n`);
}
