import fs from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Init = NodeFS['init'];

/** Called for each fsync that the database asks for; throws like `fs.fsyncSync`. */
export type Fsync = (fd: number, path: string) => void;

/**
 * PGlite's file system with fsync, which its own leaves out (Emscripten's NODEFS has none). With it the embedded
 * Postgres runs with `fsync=on` and itself decides what must be on disk, when, and in which order: WAL at commit, data
 * files and directories around checkpoints and after a crash. A failing fsync stops it, as it does on a server.
 */
export class DurableFs extends NodeFS {
	/** Set once the disk refused an fsync or Postgres gave up: what is on disk is then uncertain until it is opened anew. */
	isBroken = false;
	#module: object = {};

	constructor(
		dir: string,
		private readonly fsync: Fsync = (fd) => {
			fs.fsyncSync(fd);
		},
	) {
		super(dir);
	}

	override async init(...args: Parameters<Init>): ReturnType<Init> {
		const { emscriptenOpts } = await super.init(...args);
		const addFsync = (module: object): void => {
			this.#module = module;
			const nodeFs = nodeFsOf(module);
			nodeFs.stream_ops.fsync = (stream) => {
				if (!isStream(stream)) throw new Error(otherInsides);
				nodeFs.tryFSOperation(() =>
					this.fsyncOrBreak(stream.nfd, nodeFs.realPath(stream.node)),
				);
				return 0;
			};
		};
		return {
			emscriptenOpts: {
				...emscriptenOpts,
				preRun: [...[emscriptenOpts.preRun ?? []].flat(), addFsync],
				onAbort: () => {
					this.isBroken = true;
				},
			},
		};
	}

	/** Closes the files of a database that is broken or has lost its folder. Nothing of it runs afterwards. */
	letGo(): void {
		this.isBroken = true;
		const open = new Set(streamsOf(this.#module).map(({ nfd }) => nfd));
		this.#module = {};
		for (const fd of open) fs.closeSync(fd);
	}

	private fsyncOrBreak(fd: number, path: string): void {
		try {
			this.fsync(fd, path);
		} catch (error) {
			this.isBroken = true;
			throw error;
		}
	}
}

/** `fdatasync` is a no-op in PGlite's build whatever the file system does, so WAL goes by `fsync`. */
export const durableParams = ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];

/** What we use of Emscripten's insides. */
interface EmscriptenNodeFs {
	stream_ops: { fsync?: (stream: unknown) => number };
	tryFSOperation(work: () => void): void;
	realPath(node: unknown): string;
}

/** A PGlite that has other insides fails at the start instead of losing a commit. */
function nodeFsOf(module: object): EmscriptenNodeFs {
	if (!('NODEFS' in module) || !isNodeFs(module.NODEFS)) throw new Error(otherInsides);
	return module.NODEFS;
}

function isNodeFs(it: unknown): it is EmscriptenNodeFs {
	return (
		isObject(it) &&
		isObject(it['stream_ops']) &&
		typeof it['tryFSOperation'] === 'function' &&
		typeof it['realPath'] === 'function'
	);
}

function streamsOf(module: object): { nfd: number }[] {
	if (!('FS' in module) || !isObject(module.FS)) return [];
	const { streams } = module.FS;
	return Array.isArray(streams) ? streams.filter(isStream) : [];
}

function isStream(it: unknown): it is { nfd: number; node: unknown } {
	return isObject(it) && typeof it['nfd'] === 'number' && 'node' in it;
}

function isObject(it: unknown): it is Record<string, unknown> {
	return typeof it === 'object' && it !== null;
}

const otherInsides = 'This version of PGlite cannot be made durable: its file system has changed.';
