import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

/** A file, or the one range of it that was asked for, as browsers need it to seek in a video. */
export function videoResponse(
	file: { path: string; sizeBytes: number },
	contentType: string,
	rangeHeader: string | undefined,
): Response {
	const whole = { start: 0, end: file.sizeBytes - 1 };
	const range = rangeHeader === undefined ? whole : parseRange(rangeHeader, file.sizeBytes);
	const headers = { 'accept-ranges': 'bytes', 'content-type': contentType };
	if (!range) {
		const none = { ...headers, 'content-range': `bytes */${file.sizeBytes}` };
		return new Response(null, { status: 416, headers: none });
	}
	const body = Readable.toWeb(createReadStream(file.path, range));
	return new Response(body, {
		status: rangeHeader === undefined ? 200 : 206,
		headers: {
			...headers,
			'content-length': String(range.end - range.start + 1),
			...(rangeHeader === undefined
				? {}
				: { 'content-range': `bytes ${range.start}-${range.end}/${file.sizeBytes}` }),
		},
	});
}

function parseRange(header: string, sizeBytes: number): { start: number; end: number } | null {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header);
	const [, from = '', to = ''] = match ?? [];
	if (!match || (from === '' && to === '')) return null;
	const start = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
	const end = from === '' || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
	return start <= end ? { start, end } : null;
}
