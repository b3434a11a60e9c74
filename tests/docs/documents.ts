import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

/** README, CHANGELOG, CONTRIBUTING and every page of docs/, by their path from the root. */
export const documents = [
	...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'],
	...readdirSync(join(root, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
];

export function textOf(path: string): string {
	return readFileSync(join(root, path), 'utf8');
}

/** Every cell of every table of a page, row by row, without the heads and their rulers. */
export function tableRows(markdown: string): string[][] {
	const lines = markdown.split('\n');
	return lines.flatMap((line, index) => {
		const isHead = /^\| ?-/.test(lines[index + 1] ?? '');
		if (!line.startsWith('|') || isHead || /^\| ?-/.test(line)) return [];
		return [
			line
				.split(/(?<!\\)\|/)
				.slice(1, -1)
				.map((cell) => cell.trim()),
		];
	});
}

/** What stands between backticks. */
export function codeIn(markdown: string): string[] {
	return [...markdown.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');
}

/** Targets of links and pictures, outside of code. */
export function linksIn(markdown: string): string[] {
	const prose = markdown.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
	return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
}

/** The anchors that GitHub makes of a page's headings. */
export function anchorsIn(markdown: string): string[] {
	const prose = markdown.replace(/```[\s\S]*?```/g, '');
	return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		(heading ?? '')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replace(/\s/g, '-'),
	);
}
