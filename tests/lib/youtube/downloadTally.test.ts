import { DownloadTally } from '../../../lib/youtube/downloadTally';
import { readLine } from '../../../lib/youtube/ytDlpLines';

function feed(tally: DownloadTally, lines: string[]): void {
	for (const text of lines) {
		const line = readLine(text);
		if (line) tally.take(line);
	}
}

const plan =
	'14ms-plan {"parts":[{"format_id":"136","filesize":1000},{"format_id":"140","filesize":200}],"whole":{"format_id":"136+140"}}';
const downloading = (format: string, done: number, size: number) =>
	`14ms-progress {"progress":{"status":"downloading","downloaded_bytes":${done},"speed":null},"format":{"format_id":"${format}","filesize":${size}}}`;
const finished = (format: string, total: number, size: number) =>
	`14ms-progress {"progress":{"status":"finished","total_bytes":${total}},"format":{"format_id":"${format}","filesize":${size}}}`;

test('the streams are counted together', () => {
	const tally = new DownloadTally();
	expect(tally.progress).toEqual({ doneBytes: 0, totalBytes: null });
	feed(tally, [plan, downloading('136', 500, 1000)]);
	expect(tally.progress).toEqual({ doneBytes: 500, totalBytes: 1200 });
	feed(tally, [finished('136', 1000, 1000), downloading('140', 100, 200)]);
	expect(tally.progress).toEqual({ doneBytes: 1100, totalBytes: 1200 });
});

test('a further run from zero does not go back', () => {
	const tally = new DownloadTally();
	feed(tally, [plan, downloading('136', 900, 1000), plan, downloading('136', 10, 1000)]);
	expect(tally.progress.doneBytes).toBe(900);
});

test('the total is unknown when one size is', () => {
	const tally = new DownloadTally();
	feed(tally, ['14ms-plan {"parts":[],"whole":{"format_id":"18"}}', downloading('18', 7, 9)]);
	expect(tally.progress).toEqual({ doneBytes: 7, totalBytes: null });
});

test('a stream that ends before its promised size is not whole, until a further run brings it whole', () => {
	const tally = new DownloadTally();
	feed(tally, [plan, finished('136', 1000, 1000)]);
	expect(tally.isShort).toBe(false);
	feed(tally, [finished('140', 99, 200)]);
	expect(tally.isShort).toBe(true);
	feed(tally, [plan, finished('140', 150, 200)]);
	expect(tally.isShort).toBe(false);
});

test.each([
	'',
	'NA',
	'14ms-file NA',
	'14ms-progress {',
	'14ms-plan {"parts":3}',
	'other {"a":1}',
	'14ms-progress',
])('the line “%s” is not taken for news', (text) => {
	expect(readLine(text)).toBeNull();
});
