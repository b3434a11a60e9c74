import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../../lib/errors';

const run = promisify(execFile);

const readMetadata = `
import sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
name = next(n for n in wheel.namelist() if n.endswith(".dist-info/METADATA"))
sys.stdout.write(wheel.read(name).decode("utf-8"))
`;

/** The exact version of `project` that a wheel demands (`Requires-Dist: project==1.2`), null when it demands none. */
export async function wheelRequires(
	wheel: Buffer,
	{ sha256, project }: { sha256: string; project: string },
): Promise<string | null> {
	if (createHash('sha256').update(wheel).digest('hex') !== sha256) {
		throw new Problem(
			'tools_not_updated',
			'The downloaded yt-dlp is not the file that the index describes (its sha256 differs): nothing was changed. Try again.',
		);
	}
	const folder = await mkdtemp(join(tmpdir(), '14ms-wheel-'));
	try {
		const file = join(folder, 'a.whl');
		await writeFile(file, wheel);
		const { stdout } = await run('python3', ['-c', readMetadata, file]);
		const line = new RegExp(`^Requires-Dist:\\s*${project}\\s*\\(?==\\s*([\\w.]+)`, 'mi');
		return line.exec(stdout)?.[1] ?? null;
	} catch {
		throw new Problem(
			'tools_not_updated',
			'The newest yt-dlp cannot be read: nothing was changed. Try again later.',
		);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
