import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Gives a finished file its name, so that after a power cut it is there whole or not at all. */
export async function renameDurably(from: string, to: string): Promise<void> {
	await sync(from);
	await rename(from, to);
	await sync(dirname(to));
}

export async function writeDurably(path: string, text: string): Promise<void> {
	const unfinished = `${path}.${process.pid}.making`;
	try {
		const file = await open(unfinished, 'w');
		try {
			await file.writeFile(text);
		} finally {
			await file.close();
		}
		await renameDurably(unfinished, path);
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	}
}

async function sync(path: string): Promise<void> {
	const file = await open(path, 'r');
	try {
		await file.sync();
	} finally {
		await file.close();
	}
}
