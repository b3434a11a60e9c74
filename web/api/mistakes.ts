import type { z } from 'zod';
import { Problem, type ErrorCode } from '../../lib/errors';

type Issue = z.core.$ZodIssue;

export interface Mistake {
	field: string;
	detail: string;
}

/** One plain sentence for each thing that zod found. */
export function mistakesOf(error: { issues: readonly Issue[] }): Mistake[] {
	const told = error.issues.filter((issue, n, all) => {
		return !all.slice(n + 1).some((other) => isSameLimit(issue, other));
	});
	return told.map((issue) => ({ field: issue.path.join('.'), detail: sentence(issue) }));
}

/** `z.int()` has a limit of its own, far beyond that of the field, which comes after it. */
function isSameLimit(a: Issue, b: Issue): boolean {
	const isLimit = a.code === 'too_big' || a.code === 'too_small';
	return isLimit && a.code === b.code && a.path.join('.') === b.path.join('.');
}

/** The problem for a refused input: its first mistake is the sentence, its code is the field's own where there is one. */
export function problemOfMistakes(mistakes: Mistake[]): Problem {
	const [first] = mistakes;
	if (!first) return new Problem('bad_request', 'The input is not valid.');
	const code = mistakes.length === 1 ? codeOfField[first.field] : undefined;
	return new Problem(code ?? 'bad_request', first.detail);
}

const codeOfField: Partial<Record<string, ErrorCode>> = {
	ownContent: 'own_content_required',
	account: 'account_required',
	caption: 'bad_caption',
};

function sentence(issue: Issue): string {
	// Our own schemas speak in sentences; zod's default messages have no full stop.
	if (issue.message.endsWith('.')) return issue.message;
	const field = issue.path.length ? `\`${issue.path.join('.')}\`` : 'The body';
	switch (issue.code) {
		case 'invalid_type':
			return issue.message.endsWith('received undefined')
				? `${field} is missing.`
				: `${field} must be ${withArticle(issue.expected)}.`;
		case 'invalid_value':
			return `${field} must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`;
		case 'unrecognized_keys':
			return `${issue.keys.map((key) => `\`${key}\``).join(', ')} is not known here: take it out or check its spelling.`;
		case 'too_small':
			return issue.origin === 'string'
				? `${field} must not be empty.`
				: `${field} must be at least ${issue.minimum.toString()}.`;
		case 'too_big':
			return `${field} must ${mostWords[issue.origin] ?? 'be at most'} ${issue.maximum.toString()}${countedWords[issue.origin] ?? ''}.`;
		case 'custom':
			return `${field} ${issue.message}.`;
		default:
			return `${field}: ${issue.message}.`;
	}
}

const mostWords: Partial<Record<string, string>> = {
	string: 'have at most',
	array: 'have at most',
};
const countedWords: Partial<Record<string, string>> = { string: ' characters', array: ' entries' };

function withArticle(type: string): string {
	const words: Partial<Record<string, string>> = {
		object: 'a JSON object',
		int: 'a whole number',
		boolean: 'true or false',
	};
	return words[type] ?? `a ${type}`;
}
