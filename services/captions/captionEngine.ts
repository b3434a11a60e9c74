import { Liquid } from 'liquidjs';
import { shorten } from '../../lib/posting/shorten';

/** All that a template may use. No loops and no blocks that keep text: what it makes grows with its own length only. */
export const captionTags = ['assign', 'case', 'comment', 'if', 'raw', 'unless'];
export const captionFilters = [
	...['append', 'capitalize', 'date', 'default', 'downcase', 'lstrip', 'normalize_whitespace'],
	...['prepend', 'remove', 'remove_first', 'remove_last', 'replace', 'replace_first'],
	...['replace_last', 'rstrip', 'strip', 'strip_newlines', 'truncate', 'truncatewords', 'upcase'],
];

/** More than any template makes of a title and a description that YouTube takes. */
export const longestCaptionText = 100_000;

/** Liquid for templates that people write: no files, only what is listed above, and limits on all that it does. */
export function createCaptionEngine(): Liquid {
	const engine = new Liquid({
		// Lookups of partial templates go to this empty list instead of the disk.
		...{ templates: {}, relativeReference: false, dynamicPartials: false },
		...{ ownPropertyOnly: true, strictFilters: true },
		// `checkTemplate` knows all variables of all branches; at work a branch not taken must not fail.
		strictVariables: false,
		...{ timezoneOffset: 0, locale: 'en-US', dateFormat: '%Y-%m-%d' },
		...{ parseLimit: 10_000, renderLimit: 1_000, memoryLimit: 500_000 },
	});
	for (const name of Object.keys(engine.tags)) {
		if (!captionTags.includes(name)) Reflect.deleteProperty(engine.tags, name);
	}
	for (const name of Object.keys(engine.filters)) {
		if (!captionFilters.includes(name)) engine.unregisterFilter(name);
	}
	engine.registerFilter('truncate', (text: unknown, units: unknown = 50) =>
		shorten(typeof text === 'string' ? text : '', Number(units) || 0),
	);
	return engine;
}
