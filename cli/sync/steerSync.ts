import { z } from 'zod';
import { printable } from '../../lib/printable';
import { decisionView, syncRunView, syncView } from '../../lib/sync/syncView';
import type { ApiClient } from '../apiClient';
import { readPages } from '../readPages';
import { pathOf } from './followChannel';
import { decisionLines, detailLines, runLine, syncLines } from './printSync';
import { write } from './write';

interface Output {
	json?: boolean;
}

const runsPage = z.object({ items: z.array(syncRunView) });

/** `14ms sync list` */
export async function listSyncs(
	api: ApiClient,
	{ json, ...filter }: Output & { account?: string; limit?: number },
): Promise<number> {
	const { items, more } = await readPages(api, '/syncs', filter, syncView);
	tellOfMore(more);
	if (json) return write(items.map((sync) => JSON.stringify(sync)));
	if (!items.length)
		return write(['No channel is followed yet: npx 14ms sync add @channel --own']);
	return write(items.flatMap(syncLines));
}

/** `14ms sync show <id>` */
export async function showSync(api: ApiClient, id: string, { json }: Output): Promise<number> {
	const sync = await api.get(pathOf(id), syncView);
	return write(json ? sync : detailLines(sync));
}

/** `14ms sync run|pause|resume <id>` */
export async function wishSync(
	api: ApiClient,
	verb: 'run' | 'pause' | 'resume',
	id: string,
	{ note, json }: Output & { note?: string },
): Promise<number> {
	const body = verb === 'pause' ? { ...(note === undefined ? {} : { note }) } : undefined;
	const sync = await api.post(`${pathOf(id)}/${verb}`, body, syncView);
	return write(json ? sync : [...(verb === 'run' ? ['It looks now.'] : []), ...syncLines(sync)]);
}

const removed = [
	'Removed. Its reposts stay, and so does what it decided, for when the channel is added again: nothing is posted twice.',
	'Its rules, captions, posting and interval are not kept: give them anew then.',
];

/** `14ms sync remove <id>` */
export async function removeSync(api: ApiClient, id: string, { json }: Output): Promise<number> {
	const gone = await api.delete(pathOf(id), z.object({ deleted: z.literal(true) }));
	return write(json ? gone : removed);
}

/** `14ms sync decisions <id>`: newest first. */
export async function listDecisions(
	api: ApiClient,
	id: string,
	{ json, ...filter }: Output & { state?: string; reason?: string; limit?: number },
): Promise<number> {
	const path = `${pathOf(id)}/decisions`;
	const { items, more } = await readPages(api, path, filter, decisionView);
	tellOfMore(more);
	if (json) return write(items.map((decision) => JSON.stringify(decision)));
	return write(items.length ? items.flatMap(decisionLines) : [noVideo(filter)]);
}

function noVideo({ state, reason }: { state?: string; reason?: string }): string {
	if (reason !== undefined) return 'No video with this reason.';
	return state === undefined ? 'No video yet.' : 'No video in this state.';
}

/** `14ms sync runs <id>` */
export async function listRuns(api: ApiClient, id: string, { json }: Output): Promise<number> {
	const { items } = await api.get(`${pathOf(id)}/runs`, runsPage);
	if (json) return write(items.map((run) => JSON.stringify(run)));
	return write(items.length ? items.map(runLine) : ['No run has found anything yet.']);
}

/** `14ms sync caption <id> <video>` */
export async function showCaption(
	api: ApiClient,
	id: string,
	video: string,
	{ json }: Output,
): Promise<number> {
	const path = `${pathOf(id)}/caption?video=${encodeURIComponent(video)}`;
	const answer = await api.get(path, z.object({ video: z.string(), caption: z.string() }));
	return write(json ? answer : answer.caption.split('\n').map(printable));
}

/** Beside the list, which programs may read. */
function tellOfMore(more: string | null): void {
	if (more !== null) process.stderr.write(`Note: ${more}\n`);
}
