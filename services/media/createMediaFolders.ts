import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../../lib/errors';
import { errorCode } from './errorCode';
import { fileProblem } from './fileProblem';
import { hashFile } from './hashFile';
import type { MediaFacts } from '../store/schema';
import type { Media } from './media';

/** Files of which it is remembered that they were hashed. */
const mostProofs = 1_000;

/** One folder for each repost under `mediaRoot`, named by its id. */
export function createMediaFolders(
	mediaRoot: string,
): Pick<Media, 'folderOf' | 'pathOf' | 'provenPathOf' | 'remove' | 'sweep'> {
	const proofs = new Map<string, string>();
	return { folderOf, pathOf, provenPathOf, remove, sweep };

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

	async function provenPathOf(
		repostId: string,
		media: MediaFacts,
		signal: AbortSignal,
	): Promise<string> {
		const path = await pathOf(repostId, media);
		const proof = `${await stampOf(path)} ${media.sha256}`;
		if (proofs.get(path) === proof) return path;
		const sha256 = await hashFile(path, signal).catch((error: unknown) => {
			signal.throwIfAborted();
			throw fileProblem(error, mediaRoot);
		});
		const isStill = `${await stampOf(path)} ${sha256}` === proof;
		if (!isStill) {
			throw new Problem(
				'media_missing',
				'The prepared video has been changed on the disk. Retry it.',
			);
		}
		const [oldest] = proofs.keys();
		if (oldest !== undefined && proofs.size >= mostProofs) proofs.delete(oldest);
		proofs.set(path, proof);
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

/** Whoever changes a file changes this. */
async function stampOf(path: string): Promise<string | null> {
	const found = await stat(path, { bigint: true }).catch(() => null);
	return found && [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
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
