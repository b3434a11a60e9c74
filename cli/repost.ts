import { z } from 'zod';
import { isFinal } from '../lib/posting/states';
import { repostView, type RepostView } from '../lib/posting/view';
import { inCliWords, type ApiClient } from './apiClient';
import { onlyAccount } from './onlyAccount';
import { postSettingsOf, type PostOptions } from './postOptions';
import { explanation, humanLine, jsonLine } from './printRepost';
import { watchRepost } from './watchRepost';

export interface RepostOptions extends PostOptions {
	account?: string;
	posting?: string;
	caption?: string;
	coverTimestampMs?: number;
	again?: boolean;
	wait?: boolean;
	json?: boolean;
}

const created = repostView.extend({ created: z.boolean(), notice: z.string().nullable() });

/** `14ms repost <url>`: asks for the repost and, with --wait, follows it. Resolves to the exit code of design §7. */
export async function repost(
	api: ApiClient,
	video: string,
	options: RepostOptions,
): Promise<number> {
	const { json = false, wait = false } = options;
	const {
		created: isNew,
		notice,
		...first
	} = await api.post('/reposts', { ...(await requestOf(api, options)), video }, created);
	if (notice) process.stderr.write(`Note: ${inCliWords(notice)}\n`);
	if (first.posting === 'review' && !isFinal(first.state)) {
		process.stderr.write(`Review it at ${api.pagesUrl}/reposts/${first.id}/review\n`);
	}
	const last = wait ? await watchRepost(api, first) : first;
	if (json) {
		process.stdout.write(`${jsonLine(last, isNew)}\n`);
	} else {
		const more = explanation(last);
		process.stdout.write(`${humanLine(last)}\n${more ? `${more}\n` : ''}`);
		if (wait && last.posting === 'inbox' && last.state === 'delivered' && last.caption) {
			process.stdout.write(`\nCaption to paste:\n${last.caption}\n`);
		}
	}
	return wait ? exitCodeOf(last) : 0;
}

/** 0 delivered or published, 1 failed or cancelled, 3 needs attention. */
function exitCodeOf({ state }: RepostView): number {
	if (state === 'delivered' || state === 'published') return 0;
	return state === 'needsAttention' ? 3 : 1;
}

async function requestOf(api: ApiClient, options: RepostOptions): Promise<Record<string, unknown>> {
	const { posting, caption, coverTimestampMs, again } = options;
	return {
		account: options.account ?? (await onlyAccount(api)),
		...{ posting, caption, coverTimestampMs, again },
		...postSettingsOf(options),
		// Whoever runs the command states it: `14ms repost --help` says so.
		ownContent: true,
	};
}
