import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMediaFolders } from '../../../services/media/createMediaFolders';
import type { MediaFacts } from '../../../services/store/schema';

let root: string;
let mediaRoot: string;
const folders = () => createMediaFolders(mediaRoot);

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), '14ms-folders-'));
	mediaRoot = join(root, 'media');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const facts: MediaFacts = {
	fileName: 'a.mp4',
	sizeBytes: 5,
	sha256: '',
	contentType: 'video/mp4',
	durationSec: 1,
	widthPx: 360,
	heightPx: 640,
	preparation: 'as it is',
};

/** Makes a folder with one file of 5 bytes in it. */
function fill(id: string): void {
	mkdirSync(join(mediaRoot, id), { recursive: true });
	writeFileSync(join(mediaRoot, id, 'a.mp4'), '12345');
}

test.each(['acc.dQw4w9WgXcQ', 'acc.-w4w9WgXc_-', 'acc.dQw4w9WgXcQ.2'])(
	'%s is a folder under the media root',
	(id) => {
		expect(folders().folderOf(id)).toBe(join(mediaRoot, id));
	},
);

test.each([
	'',
	'.',
	'..',
	'...',
	'../up',
	'a/b',
	'a\\b',
	'/etc',
	'a b',
	'a\0b',
	'é',
	'a'.repeat(201),
])('%j is no id, so it never becomes part of a path', async (id) => {
	mkdirSync(mediaRoot);
	const refused = { name: 'Problem', code: 'not_found' };
	expect(() => folders().folderOf(id)).toThrow('not the id of a repost');
	await expect(folders().remove(id)).rejects.toMatchObject(refused);
	await expect(folders().pathOf(id, facts)).rejects.toMatchObject(refused);
	expect(readdirSync(root)).toEqual(['media']);
});

test('the path of a prepared file is given when its size is right', async () => {
	fill('acc.one');
	const path = await folders().pathOf('acc.one', facts);
	expect(path).toBe(join(mediaRoot, 'acc.one', 'a.mp4'));
});

test.each([
	['is not there', { fileName: 'b.mp4', sizeBytes: 5 }, 'is gone'],
	['has another size', { fileName: 'a.mp4', sizeBytes: 6 }, 'has 5 bytes instead of 6'],
	['is a folder', { fileName: '.', sizeBytes: 5 }, 'is gone'],
	['lies elsewhere', { fileName: '../acc.two/a.mp4', sizeBytes: 6 }, 'has 5 bytes instead of 6'],
])('a prepared file that %s is missing', async (_, media, words) => {
	fill('acc.one');
	fill('acc.two');
	await expect(folders().pathOf('acc.one', { ...facts, ...media })).rejects.toMatchObject({
		code: 'media_missing',
		message: expect.stringContaining(words) as string,
	});
});

describe('a prepared file that is to be the very one', () => {
	const sha256 = createHash('sha256').update('12345').digest('hex');
	const { signal } = new AbortController();
	const changed = {
		code: 'media_missing',
		message: expect.stringContaining('changed') as string,
	};

	test('is proven, and noticed when it is changed later, though size and time are as before', async () => {
		fill('acc.one');
		const media = { ...facts, sha256 };
		const path = join(mediaRoot, 'acc.one', 'a.mp4');
		const same = folders();
		expect(await same.provenPathOf('acc.one', media, signal)).toBe(path);
		expect(await same.provenPathOf('acc.one', media, signal)).toBe(path);
		const { atime, mtime } = statSync(path);
		writeFileSync(path, '12346');
		utimesSync(path, atime, mtime);
		await expect(same.provenPathOf('acc.one', media, signal)).rejects.toMatchObject(changed);
		writeFileSync(path, '12345');
		expect(await same.provenPathOf('acc.one', media, signal)).toBe(path);
	});

	test('is not proven by what it was for another', async () => {
		fill('acc.one');
		const same = folders();
		await same.provenPathOf('acc.one', { ...facts, sha256 }, signal);
		const other = { ...facts, sha256: 'ab'.repeat(32) };
		await expect(same.provenPathOf('acc.one', other, signal)).rejects.toMatchObject(changed);
	});
});

test('remove takes the whole folder, and is harmless when there is none', async () => {
	fill('acc.one');
	fill('acc.two');
	await folders().remove('acc.one');
	await folders().remove('acc.one');
	expect(readdirSync(mediaRoot)).toEqual(['acc.two']);
});

test('sweep removes what is not to be kept, and only folders of reposts', async () => {
	for (const id of ['acc.one', 'acc.two', 'acc.three']) fill(id);
	writeFileSync(join(mediaRoot, 'a-file'), '');
	mkdirSync(join(mediaRoot, 'not an id'));
	const removed = await folders().sweep(() => Promise.resolve(['acc.two', 'acc.unknown']));
	expect(removed.toSorted()).toEqual(['acc.one', 'acc.three']);
	expect(readdirSync(mediaRoot).toSorted()).toEqual(['a-file', 'acc.two', 'not an id']);
});

test('sweep finds nothing before the first download', async () => {
	expect(await folders().sweep(() => Promise.resolve([]))).toEqual([]);
	expect(existsSync(mediaRoot)).toBe(false);
});

test('a media root that is a file is called unusable', async () => {
	writeFileSync(mediaRoot, '');
	await expect(folders().sweep(() => Promise.resolve([]))).rejects.toMatchObject({
		code: 'data_dir_unusable',
		message: `14ms cannot write to ${mediaRoot}. Make it a folder that 14ms may write to, or set DATA_DIR to one.`,
	});
});
