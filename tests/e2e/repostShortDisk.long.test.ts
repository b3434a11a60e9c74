import { access, mkdir, mkdtemp, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { recipes } from '../../sandbox/samples/recipes';
import type { Repost } from '../../services/store/reposts/reposts';
import { expectOnePost } from '../support/onePost';
import { startStack, type Creator, type Stack } from '../support/stack';

jest.setTimeout(240_000);

const { id: video } = recipes.small;

let stack: Stack;
let fileName: string;
beforeAll(async () => {
	stack = await startStack();
	const folder = await mkdtemp(join(tmpdir(), '14ms-name-'));
	const options = { signal: AbortSignal.timeout(60_000), onProgress: () => undefined };
	fileName = basename(await stack.services.youtube.download(video, folder, options));
	await rm(folder, { recursive: true });
});
afterAll(() => stack.close());

const sweepAnew = () => stack.deskWith({ startGraceMs: 0 }).sweep();
const folderOf = ({ id }: Repost) => stack.services.media.folderOf(id);

async function whileWorkerRests<T>(act: () => Promise<T>): Promise<T> {
	await stack.stopWorker();
	const result = await act();
	await stack.startWorker();
	return result;
}

async function requested(
	prepare: (repost: Repost) => Promise<void>,
): Promise<Creator & { repost: Repost }> {
	const creator = await stack.newCreator();
	const repost = await whileWorkerRests(async () => {
		const stored = await stack.request({ account: creator.account, video });
		await prepare(stored);
		return stored;
	});
	return { ...creator, repost };
}

function hasOnePost(username: string): Promise<void> {
	return expectOnePost(stack.sandbox, username);
}

it('a disk that fills up during a download is told, and the download goes on once there is room', async () => {
	// Linux's /dev/full answers every write with ENOSPC.
	const part = (repost: Repost) => join(folderOf(repost), partOf(fileName));
	const { repost, username } = await requested(async (stored) => {
		await mkdir(folderOf(stored), { recursive: true });
		await symlink('/dev/full', part(stored));
	});
	const stuck = await stack.until(repost.id, 'needsAttention');
	expect(stuck).toMatchObject({ error: { code: 'disk_full' }, attempt: 1 });
	expect(stuck.nextStep).toMatch(/make (about \d+ MB of )?room/i);
	await rm(part(repost));
	await sweepAnew();
	await stack.until(repost.id, 'delivered');
	await hasOnePost(username);
});

it('a folder that takes no writes is told, and nothing has to be retried by hand', async () => {
	const { repost, username } = await requested(async (stored) => {
		await mkdir(stack.services.media.folderOf('x.y').replace(/x\.y$/, ''), { recursive: true });
		await writeFile(folderOf(stored), 'a file in the way');
	});
	const stuck = await stack.until(repost.id, 'needsAttention');
	expect(stuck.error?.code).toBe('data_dir_unusable');
	await rm(folderOf(repost));
	await sweepAnew();
	await stack.until(repost.id, 'delivered');
	await hasOnePost(username);
});

it('at the limit for media a new download waits in the queue, and goes on when a leftover is gone', async () => {
	const filler = stack.services.media.folderOf('gone.filler');
	const { repost, username } = await requested(async () => {
		await mkdir(filler, { recursive: true });
		await writeFile(join(filler, 'large.mp4'), '');
		// As large as it says, and takes no room on the disk.
		await truncate(join(filler, 'large.mp4'), stack.services.settings.mediaLimitBytes);
	});
	const waiting = await stack.until(repost.id, ({ error }) => error !== null);
	expect(waiting).toMatchObject({ state: 'queued', error: { code: 'media_limit' } });
	expect(waiting.nextStep).toMatch(/MEDIA_LIMIT_GB .* 14ms goes on by itself at/);
	const desk = stack.deskWith({ startGraceMs: 0 });
	// The first sweep finds no room and removes what no repost needs; the second one finds room.
	await desk.sweep();
	await expect(access(filler)).rejects.toThrow('ENOENT');
	await desk.sweep();
	await stack.until(repost.id, 'delivered');
	await hasOnePost(username);
});

it('a prepared video that vanishes during the review is downloaded again', async () => {
	const { account, username } = await stack.newCreator();
	const { id } = await stack.request({ account, video, posting: 'review' });
	const repost = await stack.until(id, 'awaitingReview');
	await rm(folderOf(repost), { recursive: true });
	await stack.desk.approve(id, { sha256: repost.media?.sha256 ?? '', privacy: 'SELF_ONLY' });
	expect(await stack.until(id, 'published')).toMatchObject({ attempt: 1 });
	await hasOnePost(username);
});

it('a prepared video that vanishes once its last chunk may have gone is told, and sent on when it is back', async () => {
	const { account, username } = await stack.newCreator();
	const cut = { endpoint: 'upload', user: username, kind: 'cut', afterBytes: 1_000 };
	await stack.sandbox.fault({ ...cut, times: 1_000 });
	const { id } = await stack.request({ account, video });
	const repost = await stack.until(id, ({ committedAt }) => committedAt !== null);
	const away = `${folderOf(repost)}.away`;
	await rename(folderOf(repost), away);
	const stuck = await stack.until(id, 'needsAttention');
	expect(stuck).toMatchObject({ error: { code: 'posting_uncertain' }, attempt: 1 });
	expect(stuck.nextStep).toMatch(/the prepared file is gone.+Put the file back/);
	await stack.sandbox.clearFaults();
	await rename(away, folderOf(repost));
	await stack.until(id, 'delivered');
	await hasOnePost(username);
	const { publishes } = await stack.sandbox.state(username);
	expect(publishes).toHaveLength(1);
});

/** yt-dlp's own name for the picture while it comes: `id.136+140.123.mp4` comes as `id.136+140.123.f136.mp4.part`. */
function partOf(name: string): string {
	const [, picture] = /\.(\d+)\+/.exec(name) ?? [];
	return picture ? name.replace(/\.mp4$/, `.f${picture}.mp4.part`) : `${name}.part`;
}
