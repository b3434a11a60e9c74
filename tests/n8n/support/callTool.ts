import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const patienceMs = 60_000;
const answerOf = z.object({ result: z.looseObject({}).optional(), error: z.unknown().optional() });
const tools = z.object({ tools: z.tuple([z.object({ name: z.string() })]) });

/** Speaks MCP with n8n's MCP Server Trigger, as an agent would: calls its one tool; what it said, as JSON text. */
export async function callTool(url: string, input: object): Promise<string> {
	let session: string | null = null;
	let id = 0;

	async function send(method: string, params: object, isNotice = false): Promise<Response> {
		const message = { jsonrpc: '2.0', method, params, ...(isNotice ? {} : { id: ++id }) };
		return fetch(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...(session === null ? {} : { 'mcp-session-id': session }),
			},
			body: JSON.stringify(message),
		});
	}
	async function ask(method: string, params: object): Promise<unknown> {
		const text = await (await send(method, params)).text();
		const json = /^data: (.*)$/m.exec(text)?.[1] ?? text;
		const { result, error } = answerOf.parse(JSON.parse(json));
		if (error !== undefined) throw new Error(JSON.stringify(error));
		return result;
	}

	const hello = {
		protocolVersion: '2025-03-26',
		capabilities: {},
		clientInfo: { name: 'test', version: '1' },
	};
	// n8n registers the path a moment after publishing.
	for (const sinceMs = Date.now(); Date.now() - sinceMs < patienceMs;) {
		const response = await send('initialize', hello);
		await response.text();
		session = response.headers.get('mcp-session-id');
		if (response.status !== 404) break;
		await delay(200);
	}
	await send('notifications/initialized', {}, true);
	const [{ name }] = tools.parse(await ask('tools/list', {})).tools;
	return JSON.stringify(await ask('tools/call', { name, arguments: input })).replaceAll('\\', '');
}
