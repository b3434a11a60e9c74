import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../../lib/errors';
import { errorCode } from './errorCode';
import { fileProblem } from './fileProblem';
import type { MediaFacts } from '../store/schema';
import type { Media } from './media';

/** One folder for each repost under `mediaRoot`, named by its id. */
export function createMediaFolders(
	mediaRoot: string,
): Pick<Media, 'folderOf' | 'pathOf' | 'remove' | 'sweep'> {
	return { folderOf, pathOf, remove, sweep };

	function folderOf(repostId: string): string {
		if (!isFolderName(repostId)) {
			throw new Problem('not_found', 'That is not the id of a repost.');
		}
		return join(mediaRoot, repostId);
	}

	async function pathOf(repostId: string, media: MediaFacts): Promise<string> {
		const path = join(folderOf(repostId), basename(media.fileName));
		const found = await stat(path).catch(() => null);
		if (!found?.isFile()) {
			throw new Problem('media_missing', 'The prepared video is gone. Retry it.');
		}
		if (found.size !== media.sizeBytes) {
			throw new Problem(
				'media_missing',
				`The prepared video has ${found.size} bytes instead of ${media.sizeBytes}. Retry it.`,
			);
		}
		return path;
	}

	async function remove(repostId: string): Promise<void> {
		try {
			await rm(folderOf(repostId), { recursive: true, force: true, maxRetries: 3 });
		} catch (error) {
			throw fileProblem(error, mediaRoot);
		}
	}

	async function sweep(keep: () => Promise<string[]>): Promise<string[]> {
		const entries = await entriesOf(mediaRoot);
		// In this order: a folder made by a repost that began meanwhile is not in `entries`.
		const kept = new Set(await keep());
		const removed: string[] = [];
		for (const entry of entries) {
			const isLeftover =
				entry.isDirectory() && isFolderName(entry.name) && !kept.has(entry.name);
			if (!isLeftover) continue;
			await remove(entry.name);
			removed.push(entry.name);
		}
		return removed;
	}
}

/** Ids are `<account>.<video>[.<generation>]`; nothing else may become part of a path. */
function isFolderName(name: string): boolean {
	return /^[A-Za-z0-9._-]{1,200}$/.test(name) && !/^\.+$/.test(name);
}

async function entriesOf(folder: string) {
	try {
		return await readdir(folder, { withFileTypes: true });
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return [];
		throw fileProblem(error, folder);
	}
}
