import type { ServerResponse } from 'node:http';

/** What one part of the stand-in answers. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body: string;
}

export function jsonAnswer(value: unknown, status = 200): Answer {
	const headers = { 'content-type': 'application/json; charset=UTF-8' };
	return { status, headers, body: JSON.stringify(value) };
}

export function htmlAnswer(body: string, status = 200): Answer {
	return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

export function plainAnswer(body: string, status: number): Answer {
	return { status, headers: { 'content-type': 'text/plain' }, body };
}

/** Google's page for what is not there, or not at the moment. */
export function errorPage(status: number): Answer {
	const words = status === 404 ? 'Error 404 (Not Found)!!1' : `Error ${status} (Server Error)!!1`;
	return htmlAnswer(`<!DOCTYPE html><html lang=en><title>${words}</title></html>`, status);
}

export function send(response: ServerResponse, { status, headers, body }: Answer): void {
	response.writeHead(status, headers).end(body);
}
