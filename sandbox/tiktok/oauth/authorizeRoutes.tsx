import type { Context, Hono } from 'hono';

import type { NodeEnv } from '../connection';
import { newCode } from '../ids';
import type { World } from '../world';
import { checkAuthorize, type AuthorizeRequest } from './checkAuthorize';
import { AuthorizeMistakePage, ConsentPage } from './ConsentPage';

const codeLifetimeMs = 300_000;

/** What the person, or a script in their place, chose. */
interface Choice {
	decision: string | null;
	username: string | null;
	/** Null: all that were asked for. */
	scopes: string[] | null;
}

/**
 * The consent page. A script decides at once with the query parameters or headers `sandbox_decision` (allow or deny),
 * `sandbox_user` (default: the first user) and `sandbox_scopes` (comma-separated; default: all) and gets the 302.
 */
export function authorizeRoutes(app: Hono<NodeEnv>, world: World): void {
	app.get('/v2/auth/authorize/', (c) => {
		const query = new URL(c.req.url).searchParams;
		const said = (name: string) =>
			query.get(name) ?? c.req.header(name) ?? c.req.header(name.replace('_', '-')) ?? null;
		const choice = {
			decision: said('sandbox_decision'),
			username: said('sandbox_user'),
			scopes: said('sandbox_scopes')?.split(',') ?? null,
		};
		for (const name of ['sandbox_decision', 'sandbox_user', 'sandbox_scopes']) {
			query.delete(name);
		}
		return answer(c, world, query, choice);
	});
	app.post('/v2/auth/authorize/decision/', async (c) => {
		const form = new URLSearchParams(await c.req.text());
		const query = new URLSearchParams(form.get('query') ?? '');
		return answer(c, world, query, {
			decision: form.get('decision'),
			username: form.get('user'),
			scopes: form.getAll('scope'),
		});
	});
}

function answer(c: Context, world: World, query: URLSearchParams, choice: Choice) {
	const { apps, users } = world.state;
	const request = checkAuthorize(query, apps, world.rules.redirectUris);
	if ('field' in request) return c.html(<AuthorizeMistakePage {...request} />, 400);
	if (choice.decision === null) {
		return c.html(<ConsentPage request={request} query={query.toString()} users={users} />);
	}
	if (choice.decision === 'deny') {
		return redirect(c, request, {
			error: 'access_denied',
			error_description: 'The user denied the request.',
		});
	}
	const user = users.find(({ username }) => username === (choice.username ?? username));
	if (choice.decision !== 'allow' || !user) {
		const field = user ? 'sandbox_decision' : 'sandbox_user';
		const sentence = user ? 'It must be allow or deny.' : 'The sandbox has no such user.';
		return c.html(<AuthorizeMistakePage field={field} sentence={sentence} />, 400);
	}
	const granted = request.scopes.filter(
		(scope) => scope === 'user.info.basic' || (choice.scopes?.includes(scope) ?? true),
	);
	const code = newCode();
	world.state.codes.push({
		code,
		clientKey: request.clientKey,
		username: user.username,
		scopes: granted,
		redirectUri: request.redirectUri,
		codeChallenge: request.codeChallenge,
		expiresAt: world.now() + codeLifetimeMs,
		used: false,
	});
	world.save();
	return redirect(c, request, { code, scopes: granted.join(',') });
}

function redirect(c: Context, request: AuthorizeRequest, result: Record<string, string>) {
	const query = new URLSearchParams({ ...result, state: request.state });
	return c.redirect(`${request.redirectUri}?${query.toString()}`, 302);
}
