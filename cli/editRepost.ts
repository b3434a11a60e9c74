import { repostView } from '../lib/posting/view';
import type { ApiClient } from './apiClient';
import { explanation, humanLine, jsonLine } from './printRepost';

export interface EditOptions {
	caption?: string;
	notBefore?: string;
	priority?: number;
	json?: boolean;
}

/** `14ms edit <id>`: changes what is still to be posted. */
export async function editRepost(
	api: ApiClient,
	id: string,
	{ caption, notBefore, priority, json }: EditOptions,
): Promise<number> {
	const changes = {
		...{ caption, priority },
		notBefore: notBefore === 'none' ? null : notBefore,
	};
	const path = `/reposts/${encodeURIComponent(id)}`;
	const repost = await api.patch(path, changes, repostView);
	const more = explanation(repost);
	const words = `Changed: ${humanLine(repost)}${more ? `\n    ${more}` : ''}`;
	process.stdout.write(`${json ? jsonLine(repost, false) : words}\n`);
	return 0;
}
