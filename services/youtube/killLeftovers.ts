import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type GroupMember, killGroup, membersOf } from './processGroup';

/** In a download folder while yt-dlp runs there, so that a later process finds what a killed one left running. */
const noteName = 'pgid';
const cookiesPrefix = '.cookies-';

const noteSchema = z.object({ pgid: z.int().min(2), parentPid: z.int() });
type Note = z.infer<typeof noteSchema>;

/**
 * Kills the downloads below `mediaRoot` whose 14ms is gone; to be called before a worker starts.
 * Resolves to the folders in which one was killed.
 */
export async function killLeftovers(mediaRoot: string): Promise<string[]> {
	const entries = await readdir(mediaRoot, { withFileTypes: true }).catch(() => []);
	const killed: string[] = [];
	for (const entry of entries) {
		const folder = join(mediaRoot, entry.name);
		if (entry.isDirectory() && (await stopDownloadIn(folder, isOrphan))) killed.push(folder);
	}
	return killed;
}

/** Stops whatever downloads into `folder`: two writers would spoil its `.part`. True if there was one. */
export async function stopDownloadIn(
	folder: string,
	which: (note: Note, members: GroupMember[]) => boolean = () => true,
): Promise<boolean> {
	const note = readNote(folder);
	if (!note) return false;
	const members = await membersOf(note.pgid);
	// A process id may have been given to somebody else since.
	const isOurs = members.some(
		({ command }) => /yt[-_]dlp|ffmpeg/.test(command) && command.includes(folder),
	);
	if (isOurs && !which(note, members)) return false;
	if (isOurs) await killGroup(note.pgid);
	removeNote(folder, note.pgid);
	await removeCookies(folder);
	return isOurs;
}

export function writeNote(folder: string, pgid: number): void {
	const note: Note = { pgid, parentPid: process.pid };
	writeFileSync(join(folder, noteName), JSON.stringify(note));
}

/** Leaves the note of another group alone. */
export function removeNote(folder: string, pgid: number): void {
	if (readNote(folder)?.pgid === pgid) rmSync(join(folder, noteName), { force: true });
}

/** A name for a run's own copy of the cookies, which `stopDownloadIn` knows to remove. */
export function cookiesCopyIn(folder: string): string {
	return join(folder, `${cookiesPrefix}${crypto.randomUUID()}.txt`);
}

/** The group's leader, or what is left of the group, no longer belongs to the 14ms that started it. */
function isOrphan(note: Note, members: GroupMember[]): boolean {
	const leader = members.find(({ pid }) => pid === note.pgid);
	return leader?.parentPid !== note.parentPid;
}

function readNote(folder: string): Note | null {
	try {
		return noteSchema.parse(JSON.parse(readFileSync(join(folder, noteName), 'utf8')));
	} catch {
		return null;
	}
}

async function removeCookies(folder: string): Promise<void> {
	const names = readdirSync(folder).filter((name) => name.startsWith(cookiesPrefix));
	await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}
