import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../demo/freePort';
import { recipes } from '../../sandbox/samples/recipes';
import { lockDataDir } from '../../services/store/lockDataDir';
import { openBox, samplesDir, type Box } from '../support/box';
import { root, type Running } from '../support/fourteenMs';
import { jsonLineOf } from '../support/jsonLine';
import type { Place } from '../support/place';
import { processesIn } from '../support/processesIn';
import { sandboxOf } from '../support/sandboxView';
import { until } from '../support/until';

jest.setTimeout(180_000);

const user = 'sandbox_creator';
/** Sandbox mode is there only without any of these. */
const noTikTok = {
	TIKTOK_CLIENT_KEY: '',
	TIKTOK_CLIENT_SECRET: '',
	TIKTOK_REDIRECT_URI: '',
	TIKTOK_AUTHORIZE_URL: '',
	TIKTOK_API_URL: '',
	HTTPS_PROXY: '',
	SSL_CERT_FILE: '',
};

let box: Box;
let place: Place;
let up: Running;

beforeAll(async () => {
	box = await openBox([]);
	place = await box.place('here');
	const npx = ['npx', '--offline', '--prefix', root, '14ms'];
	up = await place.up({}, { through: npx });
});
afterAll(() => box.close());

it('a second one in the same folder is refused and harms nothing', async () => {
	const before = processesIn(place.dataDir);
	const ended = await place.run(['up'], { PORT: String(await freePort()) });
	expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
	const [, pid = '', folder] =
		/^14ms: Another 14ms \(process (\d+)\) is using (\S+): stop it, or .+\n$/.exec(
			ended.stderr,
		) ?? [];
	expect(folder).toBe(place.dataDir);
	expect(processesIn(place.cwd).map((found) => found.pid)).toContain(Number(pid));
	expect(processesIn(place.dataDir)).toEqual(before);
	expect(await place.isReady()).toBe(true);
	expect(await place.run(['accounts'])).toMatchObject({ exitCode: 0 });
});

it('one whose PORT is taken says so and leaves nothing running', async () => {
	const other = await box.place('other', { PORT: place.env.PORT ?? '' });
	const ended = await other.run(['up']);
	expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
	expect(ended.stderr).toMatch(/^14ms: Port \d+ is taken by another program: .+ PORT .+\n$/m);
	expect(ended.stderr).not.toMatch(/^ {4}at /m);
	expect(processesIn(other.cwd)).toEqual([]);
	lockDataDir(other.dataDir).release();
});

it('without TikTok settings it is a sandbox beside the other, and keeps its posts over a restart', async () => {
	const sandbox = await box.newPlace('sandbox', noTikTok);
	// The videos need not be made again.
	const standIns = join(sandbox.dataDir, 'sandbox', 'stand-ins');
	mkdirSync(standIns, { recursive: true });
	symlinkSync(samplesDir, join(standIns, 'samples'));
	const kept = sandbox.within('sandbox');

	const first = await sandbox.up();
	const lines = first.stdout().trimEnd().split('\n');
	expect(lines.filter((line) => !line.startsWith('[sandbox] '))).toEqual([]);
	const page = /What was posted: (http:\S+)\/sandbox/.exec(first.stdout())?.[1] ?? '';
	const url = /14ms repost (\S+) --wait/.exec(first.stdout())?.[1] ?? '';
	expect(url).toContain(recipes.small.id);
	await kept.connect(user);
	const ended = await sandbox.run(['repost', url, '--wait', '--json']);
	expect(ended).toMatchObject({ exitCode: 0 });
	expect(jsonLineOf(ended)).toMatchObject({ state: 'delivered', account: user });
	first.kill('SIGTERM');
	expect(await first.ended).toMatchObject({ exitCode: 0 });
	expect(processesIn(sandbox.cwd)).toEqual([]);

	const second = await sandbox.up();
	expect(second.stdout()).toContain(page);
	expect((await sandboxOf(page).state()).posts).toMatchObject([{ user, mode: 'inbox' }]);
	const again = await sandbox.run(['repost', url, '--json']);
	expect(jsonLineOf(again)).toMatchObject({ created: false, state: 'delivered' });
	expect(await place.isReady()).toBe(true);
	second.kill('SIGTERM');
	await second.ended;
});

it('ends with the npx that started it, though nobody reads what it says any more', async () => {
	expect(processesIn(place.cwd).length).toBeGreaterThan(2);
	up.hangUp();
	up.kill('SIGTERM');
	await until('everything to end', () => processesIn(place.cwd).length === 0);
	expect(await place.isReady()).toBe(false);
	lockDataDir(place.dataDir).release();
	// It stopped in order: the folder no longer says where it runs.
	const late = await place.run(['accounts']);
	expect(late.stderr).toContain(`at http://127.0.0.1:${place.env.PORT}:`);
});
