import type { IndexFile } from './simpleIndex';
import { compareVersions, isRelease, takesPython } from './versions';

export interface Release {
	version: string;
	/** At least one, in the index's order. */
	wheels: (IndexFile & { sha256: string })[];
}

/** The newest release of `project` with wheels that this Python takes; or `only` that version. Null when there is none. */
export function newestRelease(
	files: IndexFile[],
	{ project, python, only }: { project: string; python: string; only?: string },
): Release | null {
	const releases = new Map<string, Release>();
	for (const file of files) {
		const { sha256 } = file;
		const version = versionOf(file.name, project);
		const isUsable = sha256 !== null && !file.isYanked;
		if (version === null || !isUsable || !takesPython(file.requiresPython, python)) continue;
		if (only === undefined ? !isRelease(version) : version !== only) continue;
		const release = releases.get(version) ?? { version, wheels: [] };
		release.wheels.push({ ...file, sha256 });
		releases.set(version, release);
	}
	const newestFirst = [...releases.values()].sort((a, b) =>
		compareVersions(b.version, a.version),
	);
	return newestFirst[0] ?? null;
}

/** `yt_dlp-2026.10.26-py3-none-any.whl`: name, version, perhaps a build number, then three tags. */
function versionOf(fileName: string, project: string): string | null {
	const match = /^([^-]+)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/.exec(fileName);
	return match?.[1] && normal(match[1]) === normal(project) ? (match[2] ?? null) : null;
}

function normal(name: string): string {
	return name.replace(/[-_.]+/g, '-').toLowerCase();
}
