import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../demo/freePort';
import { openBox, type Box } from '../support/box';
import type { Ended } from '../support/fourteenMs';
import { putStore } from '../support/newDataDir';
import { processesIn } from '../support/processesIn';

jest.setTimeout(180_000);

let box: Box;
beforeAll(async () => {
	box = await openBox([]);
});
afterAll(() => box.close());

it('ends by itself when its folder is deleted, and makes nothing anew', async () => {
	const place = await box.place('deleted');
	const up = await place.up();
	rmSync(place.dataDir, { recursive: true });
	toldOf(await up.ended, `${place.dataDir} (or lock.db in it)`);
	expect(existsSync(place.dataDir)).toBe(false);
	expect(processesIn(place.cwd)).toEqual([]);
});

it('leaves the folder to a new one that starts while it ends, and all is kept where it was moved', async () => {
	const place = await box.place('moved');
	const first = await place.up();
	await place.connect('sandbox_creator');
	const movedTo = join(place.cwd, 'elsewhere');
	renameSync(place.dataDir, movedTo);
	await putStore(place.dataDir);
	const second = await place.up({ PORT: String(await freePort()) });
	toldOf(await first.ended, `${place.dataDir} (or lock.db in it)`);

	const pid = Number(readFileSync(join(place.dataDir, 'lock.pid'), 'utf8'));
	expect(processesIn(place.cwd).map((found) => found.pid)).toContain(pid);
	expect(await place.run(['up'])).toMatchObject({ exitCode: 2 });
	// The note in the folder still says where the second one is.
	const found = await place.run(['accounts'], { PORT: '' });
	expect(found).toMatchObject({ exitCode: 0 });
	expect(found.stdout).toMatch(/^No TikTok account is connected yet: /);
	second.kill('SIGTERM');
	expect(await second.ended).toMatchObject({ exitCode: 0 });

	const third = await place.up({ DATA_DIR: movedTo });
	const kept = await place.run(['accounts'], { DATA_DIR: movedTo });
	expect(kept.stdout).toContain('@sandbox_creator');
	third.kill('SIGTERM');
	expect(await third.ended).toMatchObject({ exitCode: 0 });
	expect(processesIn(place.cwd)).toEqual([]);
});

it('ends by itself when a backup takes the place of its store, and leaves that as it is', async () => {
	const place = await box.place('store');
	const up = await place.up();
	renameSync(join(place.dataDir, 'store'), join(place.dataDir, 'away'));
	await putStore(place.dataDir);
	toldOf(await up.ended, join(place.dataDir, 'store'));

	const next = await place.up();
	next.kill('SIGTERM');
	expect(await next.ended).toMatchObject({ exitCode: 0 });
	expect(processesIn(place.cwd)).toEqual([]);
});

function toldOf({ exitCode, stdout, stderr }: Ended, what: string): void {
	expect(exitCode).toBe(2);
	expect(stdout).toMatch(/^Stopping \(the data folder is lost\) …$/m);
	const [told] = stderr.trimEnd().split('\n').slice(-1);
	expect(told).toContain(`14ms: ${what} was moved, deleted or replaced`);
}
