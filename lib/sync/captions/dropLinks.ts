import { linkSource } from '../../posting/links';
import { dropFromLines } from './dropFromLines';

const links = new RegExp(`[([]?${linkSource}`, 'giu');
/** What introduces a link and says nothing without it, such as `My camera:` or `Shop 👉`. */
const label = /^[^.!?。！？]{0,80}(?:[:：=»>→⇒➡👉👇-]\ufe0f?\s*)$/u;

/** Takes out links, and the lines that hold nothing else but what introduces them. */
export function dropLinks(text: string): string {
	return dropFromLines(text, (line) => {
		const rest = line.replace(links, '').replace(/[ \t]+/g, ' ');
		return label.test(rest) && !label.test(line) ? '' : rest;
	});
}
