const known = [
	'TIKTOK_CLIENT_KEY',
	'TIKTOK_CLIENT_SECRET',
	'TIKTOK_REDIRECT_URI',
	'TIKTOK_AUTHORIZE_URL',
	'TIKTOK_API_URL',
] as const;
export type TikTokSetting = (typeof known)[number];

// Names that other tools and older guides use for the same things.
const aliases: [RegExp, TikTokSetting][] = [
	[/^TIKTOK_((CLIENT|APP)_?ID|KEY|(APP|CONSUMER|API)_?KEY|CLIENTKEY)$/u, 'TIKTOK_CLIENT_KEY'],
	[/^TIKTOK_(SECRET|(APP|CONSUMER|API)_?SECRET|CLIENTSECRET)$/u, 'TIKTOK_CLIENT_SECRET'],
	[/^TIKTOK_((REDIRECT|CALLBACK)(_?UR[IL])?)$/u, 'TIKTOK_REDIRECT_URI'],
	[/^TIKTOK_(AUTH|OAUTH|AUTHORI[SZ]ATION)_?UR[IL]$/u, 'TIKTOK_AUTHORIZE_URL'],
	[/^TIKTOK_(API_?BASE|BASE|API_?BASE_?URL|BASE_?URL|API_?(HOST|ORIGIN))$/u, 'TIKTOK_API_URL'],
];

/**
 * TIKTOK_* names that look like a slip for one of ours which is not set itself: `[the name, what was meant]`.
 * Names that resemble none of ours belong to other programs and are left alone.
 */
export function similarNames(names: string[]): [string, TikTokSetting][] {
	return names
		.filter((name) => /^TIKTOK_/iu.test(name) && !known.some((ours) => ours === name))
		.flatMap((name): [string, TikTokSetting][] => {
			const upper = name.toUpperCase();
			const meant =
				aliases.find(([form]) => form.test(upper))?.[1] ??
				known.find((ours) => editDistance(upper, ours) <= 2);
			return meant && !names.includes(meant) ? [[name, meant]] : [];
		});
}

/**
 * Names of a `.env` file that are a letter or two off one of `settings`: `[the name, what was meant]`. Only that file is
 * ours: the environment is full of other programs' names. Short names resemble too much.
 */
export function misspelt(names: string[], settings: string[]): [string, string][] {
	const isLong = (name: string): boolean => name.length > 5;
	return names
		.filter((name) => isLong(name) && !settings.includes(name))
		.flatMap((name): [string, string][] => {
			const upper = name.toUpperCase();
			const meant = settings.find((ours) => isLong(ours) && editDistance(upper, ours) <= 2);
			return meant ? [[name, meant]] : [];
		});
}

/** Is any TikTok setting of ours there? */
export function hasTikTokSetting(names: string[]): boolean {
	return known.some((name) => names.includes(name));
}

/** Levenshtein's distance: how many letters must be put in, taken out or changed. */
function editDistance(from: string, to: string): number {
	let row = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (let at = 0; at < from.length; at++) {
		const next = [at + 1];
		for (let column = 0; column < to.length; column++) {
			const changed = (row[column] ?? 0) + (from[at] === to[column] ? 0 : 1);
			next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
		}
		row = next;
	}
	return row[to.length] ?? 0;
}
