import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMedia } from '../../../services/media/createMedia';
import { keepSwept } from '../../../services/media/keepSwept';
import type { Store } from '../../../services/store/store';
import { withStore } from '../../support/withStore';
import { newRepost } from '../store/samples';
import { captureLog } from './captureLog';

describe('a worker on a machine of its own', () => {
	let store: Store;
	let mediaRoot: string;
	withStore((opened) => (store = opened));
	beforeEach(() => {
		mediaRoot = mkdtempSync(join(tmpdir(), '14ms-swept-'));
	});
	afterEach(() => rmSync(mediaRoot, { recursive: true }));

	const folderOf = (id: string) => join(mediaRoot, id);
	function fill(id: string): void {
		mkdirSync(folderOf(id));
		writeFileSync(join(folderOf(id), 'a.mp4'), '12345');
	}

	it('removes at its start what no open repost needs, and says what', async () => {
		const open = await newRepost(store);
		const over = await newRepost(store);
		await store.reposts.finish(over.id, 1, 'failed', {});
		for (const { id } of [open, over]) fill(id);
		const { log, lines } = captureLog();
		const media = createMedia({ mediaRoot, ffmpegPath: '/nonexistent/ffmpeg', log });
		const stop = await keepSwept(store, media, log);
		stop();
		expect([open, over].map(({ id }) => existsSync(folderOf(id)))).toEqual([true, false]);
		expect(lines.map(({ facts }) => facts)).toEqual([{ removed: [over.id] }]);
	});

	it('starts although the store is away, removes nothing, and tells', async () => {
		const { id } = await newRepost(store);
		fill(id);
		const { log, lines } = captureLog();
		const media = createMedia({ mediaRoot, ffmpegPath: '/nonexistent/ffmpeg', log });
		const open = () => Promise.reject(new Error('The store is away.'));
		const stop = await keepSwept({ ...store, reposts: { ...store.reposts, open } }, media, log);
		stop();
		expect(existsSync(folderOf(id))).toBe(true);
		expect(lines.map(({ message }) => message)).toEqual([
			'leftovers could not be removed; it is tried again tomorrow',
		]);
	});
});
