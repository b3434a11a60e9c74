import type { IncomingHttpHeaders } from 'node:http';

import type { Violation } from '../state';

export interface Range {
	first: number;
	last: number;
	total: number;
}

const contentTypes = ['video/mp4', 'video/quicktime', 'video/webm'];

/** The range of a chunk's headers, or what is wrong with them (and whether that breaks a rule worth recording). */
export function rangeOfHeaders(
	headers: IncomingHttpHeaders,
	sizeBytes: number,
): Range | { mistake: string; violation: Violation['kind'] | null } {
	if (headers.authorization !== undefined) {
		const mistake = 'The upload URL takes no Authorization.';
		return { mistake, violation: 'authorization_on_upload' };
	}
	if (headers['transfer-encoding'] !== undefined) {
		const mistake = 'Content-Length is required; Transfer-Encoding is not taken.';
		return { mistake, violation: 'chunked_transfer_encoding' };
	}
	if (!contentTypes.includes(headers['content-type'] ?? '')) {
		const mistake = `Content-Type must be one of ${contentTypes.join(', ')}.`;
		return { mistake, violation: 'wrong_content_type' };
	}
	const range = parseRange(headers['content-range'] ?? '');
	if (!range)
		return { mistake: 'Content-Range must be "bytes first-last/total".', violation: null };
	if (range.total !== sizeBytes) {
		return { mistake: "Content-Range's total is not video_size.", violation: null };
	}
	if (Number(headers['content-length']) !== range.last - range.first + 1) {
		return { mistake: 'Content-Length is not the length of Content-Range.', violation: null };
	}
	return range;
}

function parseRange(text: string): Range | null {
	const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(text);
	if (!match) return null;
	const [first = 0, last = 0, total = 0] = match.slice(1).map(Number);
	return first <= last && last < total ? { first, last, total } : null;
}
