/** A released version: its numbers, and the number of a post-release (-1 for none). */
interface Version {
	numbers: number[];
	post: number;
}

/** Pre-releases, development builds and local versions are no releases: null. */
function parseRelease(text: string): Version | null {
	const match = /^v?(\d+(?:\.\d+)*)(?:\.post(\d+))?$/.exec(text);
	if (!match) return null;
	return {
		numbers: (match[1] ?? '').split('.').map(Number),
		post: match[2] === undefined ? -1 : Number(match[2]),
	};
}

export function isRelease(text: string): boolean {
	return parseRelease(text) !== null;
}

/** Above 0 when `one` is newer, as PEP 440 orders releases; what is no release is older than any. */
export function compareVersions(one: string, other: string): number {
	const [a, b] = [parseRelease(one), parseRelease(other)];
	if (!a || !b) return (a ? 1 : 0) - (b ? 1 : 0);
	const length = Math.max(a.numbers.length, b.numbers.length);
	for (let at = 0; at < length; at++) {
		const difference = (a.numbers[at] ?? 0) - (b.numbers[at] ?? 0);
		if (difference !== 0) return difference;
	}
	return a.post - b.post;
}

/** `Requires-Python` of a file, such as `>=3.10,<4`. What is not understood does not stand in the way; pip has the last word. */
export function takesPython(requires: string, python: string): boolean {
	return requires.split(',').every((part) => {
		const match = /^\s*(>=|<=|==|!=|>|<)\s*([\d.]+?)(\.\*)?\s*$/.exec(part);
		if (!match) return true;
		const [, operator, version = '', wildcard] = match;
		const isSame = wildcard
			? `${python}.`.startsWith(`${version}.`)
			: compareVersions(python, version) === 0;
		if (operator === '==') return isSame;
		if (operator === '!=') return !isSame;
		const order = compareVersions(python, version);
		if (order === 0) return operator === '>=' || operator === '<=';
		return order > 0 ? operator?.startsWith('>') === true : operator?.startsWith('<') === true;
	});
}
