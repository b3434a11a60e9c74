import { z } from 'zod';

/** A file of a project as an index offers it. */
export interface IndexFile {
	name: string;
	/** As it stands there: may be relative to the page. */
	url: string;
	/** Hex; null when the index gives none. */
	sha256: string | null;
	/** Empty for any. */
	requiresPython: string;
	isYanked: boolean;
}

const jsonPage = z.object({
	files: z.array(
		z.object({
			filename: z.string(),
			url: z.string(),
			hashes: z.record(z.string(), z.string()).default({}),
			'requires-python': z.string().nullish(),
			yanked: z.union([z.boolean(), z.string()]).default(false),
		}),
	),
});

/** The files on a project's page of a Python index: PEP 691 (JSON) or PEP 503 (HTML). Null when it is neither. */
export function parseIndexPage(text: string): IndexFile[] | null {
	if (!text.trimStart().startsWith('{')) return parseHtml(text);
	try {
		const page = jsonPage.safeParse(JSON.parse(text));
		if (!page.success) return null;
		return page.data.files.map((file) => ({
			name: file.filename,
			url: file.url,
			sha256: sha256Of(file.hashes.sha256),
			requiresPython: file['requires-python'] ?? '',
			isYanked: file.yanked !== false,
		}));
	} catch {
		return null;
	}
}

function parseHtml(text: string): IndexFile[] | null {
	if (!/<html|<!doctype html|<a\s/i.test(text)) return null;
	return [...text.matchAll(/<a\s([^>]*)>([^<]*)<\/a>/gi)].flatMap(([, tag = '', label = '']) => {
		const href = attribute(tag, 'href');
		if (href === null) return [];
		const [url = '', fragment = ''] = href.split('#');
		return {
			name: unescape(label).trim(),
			url,
			sha256: sha256Of(/(?:^|&)sha256=([\da-f]+)/i.exec(fragment)?.[1]),
			requiresPython: attribute(tag, 'data-requires-python') ?? '',
			isYanked: /\bdata-yanked\b/i.test(tag),
		};
	});
}

function sha256Of(text: string | undefined): string | null {
	return text && /^[\da-f]{64}$/i.test(text) ? text.toLowerCase() : null;
}

function attribute(tag: string, name: string): string | null {
	const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag);
	return match ? unescape(match[1] ?? match[2] ?? '') : null;
}

const entities = new Map([
	['lt', '<'],
	['gt', '>'],
	['quot', '"'],
	['#34', '"'],
	['#39', "'"],
	['#x27', "'"],
	['amp', '&'],
]);

function unescape(text: string): string {
	return text.replace(/&(#?\w+);/g, (whole, name: string) => entities.get(name) ?? whole);
}
