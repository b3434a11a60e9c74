import { printable } from './printable';

/** Text from outside within a sentence: short, one printable line, between quotation marks. */
export function quoted(text: string, longest = 40): string {
	const line = printable(text.toWellFormed()).replace(/\s+/g, ' ').trim();
	if (line.length <= longest) return `“${line}”`;
	let end = 0;
	for (const { segment, index } of new Intl.Segmenter('en').segment(line.slice(0, 2 * longest))) {
		if (index + segment.length > longest) break;
		end = index + segment.length;
	}
	return `“${line.slice(0, end).trimEnd()}…”`;
}
