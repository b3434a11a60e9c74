import { Problem } from '../../lib/errors';
import { quoted } from '../../lib/quoted';
import { captionVariables } from '../../lib/sync/captions/captionVariables';
import { captionFilters, captionTags } from './captionEngine';

/** What Liquid says of a template, in a sentence. Anything else comes back as it is. */
export function asTemplateProblem(error: unknown): unknown {
	if (!(error instanceof Error) || error instanceof Problem) return error;
	const [, what = '', line] = /^(.*?)(?:, line:(\d+), col:\d+)?$/s.exec(error.message) ?? [];
	return badTemplate(Number(line ?? 1), meaningOf(what));
}

export function unknownVariable(name: string, line: number): Problem {
	const all = captionVariables.join(', ');
	return badTemplate(line, `there is no variable ${quoted(name)}; there are ${all}`);
}

function badTemplate(line: number, meaning: string): Problem {
	return new Problem(
		'bad_caption_template',
		`The caption template is not right in line ${line}: ${meaning}.`,
	);
}

function meaningOf(what: string): string {
	const [, filter] = /^undefined filter: (.*)$/s.exec(what) ?? [];
	if (filter !== undefined) {
		return `there is no filter ${quoted(filter)}; there are ${captionFilters.join(', ')}`;
	}
	const [, tag = ''] = /^tag "(.*)" not found$/s.exec(what) ?? [];
	if (/^(?:end|els|when)/.test(tag)) return `${quoted(tag)} has no beginning`;
	if (tag) return `there is no tag ${quoted(tag)}; there are ${captionTags.join(', ')}`;
	const [, open] = /^(?:tag|output) (.*) not closed$/s.exec(what) ?? [];
	if (open !== undefined) return `${quoted(unescaped(open))} is not closed`;
	if (/limit exceeded/.test(what)) return 'it makes far too much text';
	return `Liquid says ${quoted(what, 120)}`;
}

/** Liquid shows some templates as JSON. */
function unescaped(text: string): string {
	if (!text.startsWith('"')) return text;
	try {
		return String(JSON.parse(text));
	} catch {
		return text;
	}
}
