import { z } from 'zod';
import { printable } from '../../lib/printable';
import { decisionView, syncRunView, syncView } from '../../lib/sync/syncView';
import type { ApiClient } from '../apiClient';
import { pathOf } from './followChannel';
import { decisionLines, detailLines, runLine, syncLines } from './printSync';
import { write } from './write';

interface Output {
	json?: boolean;
}

const pageOf = <Item extends z.ZodType>(item: Item) =>
	z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** `14ms sync list` */
export async function listSyncs(
	api: ApiClient,
	{ json, ...filter }: Output & { account?: string; limit?: string },
): Promise<number> {
	const { items } = await api.get(`/syncs?${queryOf(filter)}`, pageOf(syncView));
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

/** `14ms sync remove <id>` */
export async function removeSync(api: ApiClient, id: string, { json }: Output): Promise<number> {
	const gone = await api.delete(pathOf(id), z.object({ deleted: z.literal(true) }));
	return write(
		json ? gone : ['Removed. Its reposts stay; adding it again goes on where it was.'],
	);
}

/** `14ms sync decisions <id>`: newest first. */
export async function listDecisions(
	api: ApiClient,
	id: string,
	{ json, ...filter }: Output & { state?: string; reason?: string; limit?: string },
): Promise<number> {
	const path = `${pathOf(id)}/decisions?${queryOf(filter)}`;
	const { items, nextCursor } = await api.get(path, pageOf(decisionView));
	if (json) return write(items.map((decision) => JSON.stringify(decision)));
	if (!items.length) return write(['No video yet.']);
	const more = nextCursor === null ? [] : ['There are more: give a higher --limit (to 100).'];
	return write([...items.flatMap(decisionLines), ...more]);
}

/** `14ms sync runs <id>` */
export async function listRuns(api: ApiClient, id: string, { json }: Output): Promise<number> {
	const { items } = await api.get(`${pathOf(id)}/runs`, pageOf(syncRunView));
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
	const path = `${pathOf(id)}/caption?${queryOf({ video })}`;
	const answer = await api.get(path, z.object({ video: z.string(), caption: z.string() }));
	return write(json ? answer : answer.caption.split('\n').map(printable));
}

function queryOf(filter: Partial<Record<string, string>>): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
	return query.toString();
}
