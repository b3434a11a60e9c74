import { readLine } from '../../../lib/youtube/ytDlpLines';

test('a title with a NUL and a description without end are kept as far as they can be', () => {
	const facts = { title: 'a\0b', description: 'x'.repeat(1_000_000), duration: 7 };
	const line = readLine(`14ms-video ${JSON.stringify(facts)}`);
	const video = { title: 'a\ufffdb', description: 'x'.repeat(20_000), duration: 7 };
	expect(line).toEqual({ kind: 'video', video });
});
