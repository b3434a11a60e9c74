/** One rule for the text of one setting: the sentences that say what is wrong with it, none when it is fine. */
export type Rule = (value: string, name: string) => string[];

/** Runs the rules in order and stops at the first that finds something: what follows would only confuse. */
export function firstOf(...rules: Rule[]): Rule {
	return (value, name) =>
		rules.map((rule) => rule(value, name)).find((said) => said.length > 0) ?? [];
}

/** Spaces or quotes around the value: they come from env files of Docker and shells, which keep both. */
export const isTidy: Rule = (value, name) => {
	if (value !== value.trim()) {
		return [`${name} has spaces around its value: remove them.`];
	}
	if (/^["'`‘’“”]|["'`‘’“”]$/u.test(value)) {
		return [`${name} has quotes around its value: remove them.`];
	}
	return [];
};

/** Keys, secrets and tokens hold no spaces, no quotes and no example text. */
export const isKey: Rule = (value, name) => {
	if (isPlaceholder(value)) {
		return [
			`${name} still holds the example text: put your own value there or remove the line.`,
		];
	}
	if (/\s/u.test(value)) {
		return [`${name} has a space or a line break inside: copy it again, it has none.`];
	}
	if (/["'`‘’“”]/u.test(value)) {
		return [`${name} has a quote inside: copy it again, it has none.`];
	}
	return [];
};

/** The text of examples, such as `your_client_key`, `<client key>`, `changeme` or `xxxx`. */
function isPlaceholder(value: string): boolean {
	return (
		/^<.*>$/u.test(value) ||
		/^your[ _-]/iu.test(value) ||
		/^(change[ _-]?me|placeholder|todo|x{3,}|\.{3}|…)$/iu.test(value)
	);
}

/** A whole number from `least` to `most`, or with `decimals` any number between them. */
export function isNumber(least: number, most: number, decimals = false): Rule {
	const form = decimals ? /^\d+(\.\d+)?$/ : /^\d+$/;
	const kind = decimals ? 'a number' : 'a whole number';
	return (value, name) =>
		form.test(value) && Number(value) >= least && Number(value) <= most
			? []
			: [`${name} must be ${kind} from ${least} to ${most}.`];
}

/** A file or folder; shells alone know what `~` means. */
export const isPath: Rule = (value, name) =>
	value.startsWith('~')
		? [`${name} starts with ~, which only shells understand: write the whole path.`]
		: [];
