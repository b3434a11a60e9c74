import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { Problem } from '../../lib/errors';
import type { ConnectOutcome } from '../../services/tiktok/connectAccount';
import {
	connectBinding,
	newSecret,
	requestHost,
	setConnectBinding,
	startSession,
} from '../auth/session';
import { formOf } from '../pages/formOf';
import type { ShowPage } from '../pages/layout';
import { WhoIsItPage } from '../pages/whoIsItPage';
import type { WebDeps, WebEnv } from '../webDeps';

type Deps = Pick<WebDeps, 'settings' | 'store' | 'desk' | 'connect'>;

/** How long a person may take on TikTok's page, and on ours that asks who it is. */
const patienceMs = 15 * 60_000;
/** A ticket only has to survive one redirect. */
const ticketMs = 60_000;

/** Path of TikTok's callback, as the redirect URI has it. */
export function callbackPath({ tiktok }: WebDeps['settings']): string {
	return tiktok?.redirectUri ? new URL(tiktok.redirectUri).pathname : '/api/tiktok/callback';
}

/** `GET /connect/tiktok` → TikTok → the callback → /accounts (design §4). */
export function connectRoutes(deps: Deps, show: ShowPage): Hono<WebEnv> {
	const { settings, store, desk, connect } = deps;
	const routes = new Hono<WebEnv>();

	routes.get('/connect/tiktok', async (c) => {
		const ticket = c.req.query('ticket');
		const own = new URL(settings.publicUrl);
		if (ticket === undefined && requestHost(c) !== own.host && c.get('viewer')) {
			return c.redirect(await onOwnOrigin(deps));
		}
		if (!c.get('viewer') && !(await spendTicket(c, deps, ticket))) {
			return c.redirect('/sign-in?next=/connect/tiktok');
		}
		const { url, state, codeVerifier } = await connect.begin();
		const session = setConnectBinding(c, settings);
		const sealedValue = { codeVerifier };
		await store.webSecrets.put('connectState', state, patienceMs, { session, sealedValue });
		return c.redirect(url);
	});

	routes.get(callbackPath(settings), async (c) => {
		const { codeVerifier } = await redeem(c, c.req.query('state'), begun);
		const error = c.req.query('error');
		if (error !== undefined) throw connect.denied(error);
		const code = c.req.query('code');
		if (!code) {
			throw new Problem('connect_failed', 'TikTok sent no code: connect once more.');
		}
		return finished(c, await connect.complete({ code, codeVerifier }));
	});

	routes.post('/connect/tiktok/finish', async (c) => {
		const form = await formOf(c);
		const { pending, twinIds } = await redeem(c, form.pending, asked);
		const sameAs = form.sameAs === 'new' ? null : form.sameAs;
		if (sameAs === undefined || (sameAs !== null && !twinIds.includes(sameAs))) {
			throw new Problem('bad_request', 'Say which account it is: connect once more.');
		}
		return finished(c, await connect.finish(pending, sameAs));
	});

	/** Works once, and only in the browser that began. */
	async function redeem<T>(
		c: Context<WebEnv>,
		secret: string | undefined,
		schema: z.ZodType<T>,
	): Promise<T> {
		const session = connectBinding(c, settings);
		const found =
			secret && session
				? await store.webSecrets.redeem('connectState', secret, session)
				: null;
		const value = schema.safeParse(found?.value);
		if (value.success) return value.data;
		throw new Problem(
			'connect_state_invalid',
			'This sign-in at TikTok was not begun in this browser, is too old, or was used before: connect once more.',
		);
	}

	async function finished(c: Context<WebEnv>, outcome: ConnectOutcome): Promise<Response> {
		if (outcome.kind === 'connected') {
			await desk.wake(outcome.account.id);
			return c.redirect(`/accounts?connected=${outcome.account.id}`, 302);
		}
		const pending = newSecret();
		const { person } = outcome.pending;
		const twinIds = outcome.twins.map(({ id }) => id);
		await store.webSecrets.put('connectState', pending, patienceMs, {
			session: setConnectBinding(c, settings),
			sealedValue: { pending: outcome.pending, twinIds },
		});
		return show(c, {
			title: 'Who is it?',
			children: (
				<WhoIsItPage name={person.displayName} twins={outcome.twins} pending={pending} />
			),
		});
	}

	return routes;
}

const begun = z.object({ codeVerifier: z.string().nullable() });
const asked = z.object({ pending: z.unknown(), twinIds: z.array(z.string()) });

/**
 * A cookie set on 127.0.0.1 does not reach localhost, so connecting begins on PUBLIC_URL. The ticket carries the
 * sign-in over: it works once, for a minute.
 */
async function onOwnOrigin({ settings, store }: Deps): Promise<string> {
	const ticket = newSecret();
	await store.webSecrets.put('signInCode', ticket, ticketMs);
	return `${settings.publicUrl}/connect/tiktok?ticket=${ticket}`;
}

async function spendTicket(
	c: Context<WebEnv>,
	deps: Deps,
	ticket: string | undefined,
): Promise<boolean> {
	if (!ticket || !(await deps.store.webSecrets.redeem('signInCode', ticket))) return false;
	await startSession(c, deps);
	return true;
}
