import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import { z } from 'zod';
import { Problem } from '../../lib/errors';
import { cursorOfEvent, eventOfCursor } from '../../lib/events/eventCursor';
import { numberOfEvent } from '../../lib/events/eventId';
import { eventTypes, type EventType } from '../../lib/events/eventTypes';
import { eventView } from '../../lib/events/eventView';
import { readEvents } from '../../services/events/readEvents';
import { bearerIn, viewerOfToken } from '../auth/boundToken';
import type { WebDeps, WebEnv } from '../webDeps';
import { apiRouter, json, problems } from './apiRouter';
import { pageLimit } from './pageLimit';

/** How often a stream looks for something new. */
const lookEveryMs = 1_000;
/** A line now and then keeps proxies from closing a quiet stream. */
const keepAliveMs = 20_000;
/** Each stream asks the store every second, so a connection may have few. */
const mostStreams = 10;

const typeNames = new Set<string>(eventTypes);
const isType = (name: string): name is EventType => typeNames.has(name);

const query = z.object({
	cursor: z.string().optional().describe('Where to go on; without it the feed starts now'),
	types: z
		.string()
		.optional()
		.describe(`Comma-separated, of: ${eventTypes.join(', ')}; default: all`),
	limit: pageLimit,
});

const list = createRoute({
	method: 'get',
	path: '/events',
	summary: 'What happened, oldest first; with `Accept: text/event-stream` as a stream',
	request: { query },
	responses: {
		200: json(
			'What happened after the cursor',
			z.object({
				items: z.array(eventView),
				nextCursor: z.string().describe('Durable: keep it, and give it back next time'),
			}),
		),
		...problems,
	},
});

export function eventsApi({ store }: Pick<WebDeps, 'store'>) {
	const api = apiRouter();
	const streams = new Map<string, number>();

	// The stream is another form of the same operation, which OpenAPI cannot say of one route.
	api.use('/events', async (c: Context<WebEnv>, next) => {
		if (c.req.method !== 'GET' || !wantsStream(c)) return next();
		const parsed = query.safeParse(c.req.query());
		if (!parsed.success) return next();
		const { types, limit } = parsed.data;
		const cursor = c.req.header('last-event-id') ?? parsed.data.cursor;
		return stream(c, { after: await placeOf(cursor), types: typesOf(types), limit });
	});

	api.openapi(list, async (c) => {
		const { cursor, types: names, limit } = c.req.valid('query');
		const types = typesOf(names);
		const after = await placeOf(cursor);
		const { items, upTo } =
			cursor === undefined
				? { items: [], upTo: after }
				: await readEvents(store, { after, types, limit, ...own(c) });
		return c.json({ items, nextCursor: cursorOfEvent(upTo) }, 200);
	});

	return api;

	async function placeOf(cursor: string | undefined): Promise<number> {
		if (cursor === undefined) return store.events.latest();
		const place = eventOfCursor(cursor);
		if (place !== null) return place;
		throw new Problem('bad_request', '`cursor` must be the `nextCursor` of an earlier answer.');
	}

	function stream(
		c: Context<WebEnv>,
		from: { after: number; types: readonly EventType[]; limit: number },
	): Response {
		const leave = enter(c);
		return streamSSE(c, async (sse) => {
			try {
				await send(sse, c, from);
			} finally {
				leave();
			}
		});
	}

	async function send(
		sse: SSEStreamingApi,
		c: Context<WebEnv>,
		from: { after: number; types: readonly EventType[]; limit: number },
	): Promise<void> {
		let { after } = from;
		let quietMs = 0;
		// The place to go on from, also before anything has happened.
		await sse.writeSSE({ event: 'ready', id: cursorOfEvent(after), data: '{}' });
		while (!sse.aborted) {
			const { items, upTo } = await readEvents(store, { ...from, after, ...own(c) });
			quietMs = items.length ? 0 : quietMs + lookEveryMs;
			const isTimeToSpeak = items.length > 0 || quietMs >= keepAliveMs;
			if (isTimeToSpeak && !(await isStillIn(c))) return;
			for (const item of items) {
				const id = cursorOfEvent(numberOfEvent(item.id));
				await sse.writeSSE({ event: item.type, id, data: JSON.stringify(item) });
			}
			after = upTo;
			if (quietMs >= keepAliveMs) {
				quietMs = 0;
				await sse.write(': still here\n\n');
			}
			if (items.length < from.limit) await sse.sleep(lookEveryMs);
		}
	}

	/** A stream outlives its request's check: a token that was revoked or has expired hears no more. */
	async function isStillIn(c: Context<WebEnv>): Promise<boolean> {
		if (!c.get('viewer')?.bound) return true;
		const token = bearerIn(c.req.header('authorization'));
		return token !== undefined && (await viewerOfToken(store, token)) !== null;
	}

	/** Counts a stream of a connection; what it gives ends the counting. Problem too_many_requests. */
	function enter(c: Context<WebEnv>): () => void {
		const grantId = c.get('viewer')?.bound?.grantId;
		if (grantId === undefined) return () => undefined;
		const open = streams.get(grantId) ?? 0;
		if (open >= mostStreams) {
			throw new Problem(
				'too_many_requests',
				`A connection may have ${mostStreams} streams of events open: close one first.`,
			);
		}
		streams.set(grantId, open + 1);
		return () => {
			const left = (streams.get(grantId) ?? 1) - 1;
			if (left > 0) streams.set(grantId, left);
			else streams.delete(grantId);
		};
	}
}

function wantsStream(c: Context): boolean {
	return (c.req.header('accept') ?? '').includes('text/event-stream');
}

function own(c: Context<WebEnv>): { accountId?: string } {
	const bound = c.get('viewer')?.bound;
	return bound ? { accountId: bound.accountId } : {};
}

function typesOf(names: string | undefined): readonly EventType[] {
	if (!names) return eventTypes;
	const asked = names.split(',').map((name) => name.trim());
	const unknown = asked.find((name) => !isType(name));
	if (unknown === undefined) return asked.filter(isType);
	throw new Problem(
		'bad_request',
		`\`types\` knows no \`${unknown}\`: it takes ${eventTypes.join(', ')}.`,
	);
}
