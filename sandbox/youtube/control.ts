import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import {
	channelChanges,
	channelInput,
	generateInput,
	videoChanges,
	videoInput,
} from './channels/channel';
import { faultsSchema } from './faults';
import type { YouTubeStandIn } from './startYouTube';

const quotaInput = z.strictObject({ limit: z.int().min(0) });

type Step = (standIn: YouTubeStandIn, id: string, body: unknown) => unknown;

/** What people and tests in other processes do to the stand-in; all bodies and answers are JSON. */
const routes: [method: string, path: RegExp, step: Step][] = [
	['GET', /^\/sandbox\/state$/, (standIn) => standIn.state()],
	[
		'POST',
		/^\/sandbox\/faults$/,
		(standIn, _, body) => {
			standIn.setFault(faultsSchema.parse(body));
			return { faults: standIn.state().faults };
		},
	],
	[
		'POST',
		/^\/sandbox\/quota$/,
		(standIn, _, body) => {
			standIn.setQuota(quotaInput.parse(body).limit);
			return {};
		},
	],
	[
		'POST',
		/^\/sandbox\/generate$/,
		({ channels }, _, body) => {
			channels.generate(generateInput.parse(body));
			return {};
		},
	],
	[
		'POST',
		/^\/sandbox\/channels$/,
		({ channels }, _, body) => channels.add(channelInput.parse(body)),
	],
	['GET', /^\/sandbox\/channels\/([\w-]+)$/, ({ channels }, id) => channels.get(id)],
	[
		'PATCH',
		/^\/sandbox\/channels\/([\w-]+)$/,
		({ channels }, id, body) => channels.change(id, channelChanges.parse(body)),
	],
	[
		'DELETE',
		/^\/sandbox\/channels\/([\w-]+)$/,
		({ channels }, id) => {
			channels.remove(id);
			return {};
		},
	],
	[
		'POST',
		/^\/sandbox\/channels\/([\w-]+)\/videos$/,
		({ channels }, id, body) => channels.publish(id, videoInput.parse(body)),
	],
	[
		'PATCH',
		/^\/sandbox\/videos\/([\w-]+)$/,
		({ channels }, id, body) => channels.changeVideo(id, videoChanges.parse(body)),
	],
	[
		'DELETE',
		/^\/sandbox\/videos\/([\w-]+)$/,
		({ channels }, id) => {
			channels.removeVideo(id);
			return {};
		},
	],
];

/** Answers `/sandbox/…` of the stand-in's own address. */
export async function control(
	standIn: YouTubeStandIn,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const body = request.method === 'GET' ? '' : await text(request);
	for (const [method, path, step] of routes) {
		const match = path.exec(request.url ?? '');
		if (!match || method !== request.method) continue;
		try {
			answer(response, 200, step(standIn, match[1] ?? '', parseJson(body)));
		} catch (error) {
			if (error instanceof z.ZodError) answer(response, 400, { mistakes: error.issues });
			else answer(response, 409, { error: error instanceof Error ? error.message : '' });
		}
		return;
	}
	answer(response, 404, { error: 'Not in the sandbox' });
}

function parseJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

function answer(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
