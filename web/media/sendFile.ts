import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { MediaFacts } from '../../services/store/schema';
import { byteRange } from './byteRange';

/** The file, or the part that the browser's player asks for; streamed. */
export function sendFile(path: string, media: MediaFacts, request: Request): Response {
	const etag = `"${media.sha256}"`;
	const headers = new Headers({
		'Content-Type': media.contentType,
		'Accept-Ranges': 'bytes',
		ETag: etag,
	});
	const condition = request.headers.get('if-range');
	const asked = condition && condition !== etag ? undefined : request.headers.get('range');
	const range = byteRange(asked ?? undefined, media.sizeBytes);
	if (range === 'unsatisfiable') {
		headers.set('Content-Range', `bytes */${media.sizeBytes}`);
		return new Response(null, { status: 416, headers });
	}
	const { first, last } = range === 'whole' ? { first: 0, last: media.sizeBytes - 1 } : range;
	if (range !== 'whole')
		headers.set('Content-Range', `bytes ${first}-${last}/${media.sizeBytes}`);
	headers.set('Content-Length', String(last - first + 1));
	const status = range === 'whole' ? 200 : 206;
	if (request.method === 'HEAD') return new Response(null, { status, headers });
	const file = createReadStream(path, { start: first, end: last });
	return new Response(Readable.toWeb(file), { status, headers });
}
