import { z } from 'zod';
import { timelineWords } from '../lib/posting/timelineWords';
import { repostView, timelineView, type TimelineView } from '../lib/posting/view';
import { printable } from '../lib/printable';
import type { ApiClient } from './apiClient';
import { explanation, humanLine, numbersLine } from './printRepost';

const shownView = repostView.extend({ timeline: z.array(timelineView) });

/** `14ms show <id>`: one repost with its caption and what happened to it; with `--json` as the API tells it. */
export async function showRepost(
	api: ApiClient,
	id: string,
	{ json = false }: { json?: boolean },
): Promise<number> {
	const repost = await api.get(`/reposts/${encodeURIComponent(id)}`, shownView);
	const { caption, timeline } = repost;
	const lines = [
		humanLine(repost),
		...[explanation(repost), numbersLine(repost)].flatMap((words) => words ?? []),
		...(caption ? ['', 'Caption:', ...caption.split('\n').map(printable)] : []),
		...['', 'What happened:', ...timeline.map(timelineLine)],
	];
	process.stdout.write(`${json ? JSON.stringify(repost) : lines.join('\n')}\n`);
	return 0;
}

function timelineLine({ at, type, data }: TimelineView): string {
	return printable(`${at.slice(0, 19).replace('T', ' ')} UTC  ${timelineWords(type, data)}`);
}
