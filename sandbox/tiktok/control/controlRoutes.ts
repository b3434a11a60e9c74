import type { Context, Hono } from 'hono';
import { z } from 'zod';

import type { NodeEnv } from '../connection';
import { faultSchema } from '../faults';
import { newClientKey, newClientSecret } from '../ids';
import { deletePost, postDraft } from '../publishes/settle';
import { countsSchema, userSchema } from '../state';
import { announce } from '../webhooks';
import type { World } from '../world';
import { stateView } from './stateView';

/** The sandbox's own API for tests, the demo and its page. docs/sandbox.md describes it. */
export function controlRoutes(app: Hono<NodeEnv>, world: World): void {
	app.get('/sandbox/state', (c) => c.json(stateView(world, c.req.query('user'))));

	const on = <Schema extends z.ZodType>(
		path: string,
		schema: Schema,
		act: (input: z.output<Schema>) => object | null,
	) =>
		app.post(path, async (c) => {
			const input = schema.safeParse(await inputOf(c));
			if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
			const result = act(input.data);
			world.save();
			return result ? c.json(result) : c.json({ error: 'There is no such thing.' }, 404);
		});

	on('/sandbox/faults', faultSchema, (fault) => {
		world.state.faults.push(fault);
		return { faults: world.state.faults };
	});
	app.delete('/sandbox/faults', (c) => {
		world.state.faults = [];
		world.save();
		return c.json({ faults: [] });
	});
	on('/sandbox/users', userInputSchema, (input) => putUser(world, input));
	on('/sandbox/apps', appInputSchema, (input) => putApp(world, input));
	on('/sandbox/webhook', webhookSchema, (webhook) => (world.state.webhook = webhook));
	on('/sandbox/webhooks/send', eventSchema, ({ username, event, content, clientKey }) => {
		announce(
			world,
			{ clientKey: clientKey ?? world.app.clientKey, user: username },
			event,
			content,
		);
		return {};
	});
	on('/sandbox/expire-tokens', expirySchema, (input) => expireTokens(world, input));
	on('/sandbox/revoke', z.object({ username: z.string() }), ({ username }) =>
		revoke(world, username),
	);
	on('/sandbox/post-draft', publishSchema, ({ publishId }) => {
		const publish = world.state.publishes.find((known) => known.publishId === publishId);
		return publish && postDraft(world, publish) ? { postId: publish.postId } : null;
	});
	on('/sandbox/discard-draft', publishSchema, ({ publishId }) => {
		const publish = world.state.publishes.find((known) => known.publishId === publishId);
		if (publish?.status !== 'SEND_TO_USER_INBOX') return null;
		publish.discarded = true;
		return {};
	});
	on('/sandbox/counts', countsInputSchema, ({ postId, ...counts }) => {
		const publish = world.state.publishes.find((known) => known.postId === postId);
		return publish ? Object.assign(publish.counts, counts) : null;
	});
	on('/sandbox/delete-post', z.object({ postId: z.string() }), ({ postId }) => {
		const publish = world.state.publishes.find((known) => known.postId === postId);
		return publish && deletePost(world, publish) ? {} : null;
	});
	on('/sandbox/reset', z.object({}), () => {
		world.reset();
		return {};
	});
}

const userInputSchema = userSchema.partial().required({ username: true });
const appInputSchema = z.object({
	clientKey: z.string().min(1).default(newClientKey),
	clientSecret: z.string().min(1).default(newClientSecret),
});
const webhookSchema = z.object({
	url: z.url().nullable(),
	copies: z.number().int().min(1).max(10).default(1),
});
const eventSchema = z.object({
	username: z.string(),
	event: z.string().min(1),
	content: z.record(z.string(), z.unknown()).default({}),
	clientKey: z.string().optional(),
});
const expirySchema = z.object({ username: z.string(), refresh: z.boolean().default(false) });
const publishSchema = z.object({ publishId: z.string() });
const countsInputSchema = z.strictObject({ postId: z.string(), ...countsSchema.partial().shape });

/** JSON, whatever curl calls it, or the form of the sandbox's page. */
async function inputOf(c: Context): Promise<unknown> {
	const text = await c.req.text();
	const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded');
	if (isForm && !text.trimStart().startsWith('{')) {
		return Object.fromEntries(new URLSearchParams(text));
	}
	try {
		return text.trim() === '' ? {} : JSON.parse(text);
	} catch {
		return text;
	}
}

function putUser(world: World, input: z.output<typeof userInputSchema>): object {
	const { users } = world.state;
	const index = users.findIndex(({ username }) => username === input.username);
	const user = userSchema.parse({ displayName: input.username, ...users[index], ...input });
	if (index === -1) users.push(user);
	else users[index] = user;
	return user;
}

function putApp(world: World, input: z.output<typeof appInputSchema>): object {
	const known = world.state.apps.find(({ clientKey }) => clientKey === input.clientKey);
	if (known) known.clientSecret = input.clientSecret;
	else world.state.apps.push(input);
	return input;
}

function expireTokens(world: World, input: z.output<typeof expirySchema>): object {
	for (const grant of world.state.grants) {
		if (grant.username !== input.username) continue;
		for (const access of grant.accessTokens) access.expiresAt = world.now();
		if (input.refresh) grant.refreshExpiresAt = world.now();
	}
	return {};
}

/** As if the person had removed the app in TikTok's settings. */
function revoke(world: World, username: string): object {
	const grants = world.state.grants.filter(
		(grant) => grant.username === username && !grant.revoked,
	);
	for (const grant of grants) grant.revoked = true;
	for (const clientKey of new Set(grants.map((grant) => grant.clientKey))) {
		announce(world, { clientKey, user: username }, 'authorization.removed', { reason: 1 });
	}
	return {};
}
