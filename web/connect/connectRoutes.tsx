import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { Problem } from '../../lib/errors';
import { readableId } from '../../services/store/readableId';
import type { ConnectOutcome } from '../../services/tiktok/connect';
import {
	connectBinding,
	newSecret,
	requestHost,
	setConnectBinding,
	startSession,
} from '../auth/session';
import { formOf } from '../pages/formOf';
import type { OAuthServer } from '../oauth/createOAuthServer';
import type { ShowPage } from '../pages/layout';
import { patienceMs, type BeginConnect } from './beginConnect';
import { WhoIsItPage } from '../pages/whoIsItPage';
import type { WebDeps, WebEnv } from '../webDeps';

type Deps = Pick<WebDeps, 'settings' | 'store' | 'desk' | 'connect'>;

/** A ticket only has to survive one redirect. */
const ticketMs = 60_000;

/** Path of TikTok's callback, as the redirect URI has it. */
export function callbackPath({ tiktok }: WebDeps['settings']): string {
	return tiktok?.redirectUri ? new URL(tiktok.redirectUri).pathname : '/api/tiktok/callback';
}

/** `GET /connect/tiktok` → TikTok → the callback → /accounts (design §4). */
export function connectRoutes(
	deps: Deps,
	oauth: OAuthServer,
	begin: BeginConnect,
	show: ShowPage,
): Hono<WebEnv> {
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
		return begin(c);
	});

	routes.get(callbackPath(settings), async (c) => {
		const { codeVerifier, interaction } = await redeem(c, c.req.query('state'), begun);
		const error = c.req.query('error');
		if (error === 'access_denied' && interaction !== undefined) {
			return c.redirect(await oauth.deny(interaction), 302);
		}
		if (error !== undefined) throw connect.denied(error);
		const code = c.req.query('code');
		if (!code) {
			throw new Problem('connect_failed', 'TikTok sent no code: connect once more.');
		}
		const keepNew = interaction === undefined;
		const outcome = await connect.complete({ code, codeVerifier }, { keepNew });
		return finished(c, outcome, interaction);
	});

	routes.post('/connect/tiktok/finish', async (c) => {
		const form = await formOf(c);
		const { pending, twinIds, interaction } = await redeem(c, form.pending, asked);
		const sameAs = form.sameAs === 'new' ? null : form.sameAs;
		if (sameAs === undefined || (sameAs !== null && !twinIds.includes(sameAs))) {
			throw new Problem('bad_request', 'Say which account it is: connect once more.');
		}
		const keepNew = interaction === undefined;
		return finished(c, await connect.finish(pending, sameAs, { keepNew }), interaction);
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

	async function finished(
		c: Context<WebEnv>,
		outcome: ConnectOutcome,
		interaction: string | undefined,
	): Promise<Response> {
		if (outcome.kind === 'new') return backWithNew(c, outcome.pending, interaction);
		if (outcome.kind === 'connected') {
			await desk.wake(outcome.account.id);
			if (interaction !== undefined) {
				return c.redirect(await oauth.grant(interaction, outcome.account.id), 302);
			}
			return c.redirect(`/accounts?connected=${outcome.account.id}`, 302);
		}
		// Whoever answers takes the account over, so a stranger on an OAuth2 client's way is not asked.
		if (interaction !== undefined && c.get('viewer')?.bound !== null) {
			throw new Problem(
				'not_signed_in',
				'The TikTok app of this 14ms is a new one, so it cannot tell whether this account is one that it knows: sign in to 14ms in this browser, then click Connect again.',
			);
		}
		const pending = newSecret();
		const { person } = outcome.pending;
		const twinIds = outcome.twins.map(({ id }) => id);
		await store.webSecrets.put('connectState', pending, patienceMs, {
			session: setConnectBinding(c, settings),
			sealedValue: { pending: outcome.pending, twinIds, interaction },
		});
		if (interaction !== undefined) {
			c.set('formTarget', (await oauth.wish(interaction)).redirectUri);
		}
		return show(c, {
			title: 'Who is it?',
			children: (
				<WhoIsItPage name={person.displayName} twins={outcome.twins} pending={pending} />
			),
		});
	}

	/** Nothing is kept but, sealed and for a while, TikTok's answer: the client's code makes it an account. */
	async function backWithNew(
		c: Context<WebEnv>,
		pending: unknown,
		interaction: string | undefined,
	): Promise<Response> {
		if (interaction === undefined) throw new Error('Only OAuth2 leaves a connect pending.');
		const subject = readableId();
		await store.oauth.keepPending(subject, pending, patienceMs);
		return c.redirect(await oauth.grant(interaction, subject), 302);
	}

	return routes;
}

/** `interaction`: the OAuth2 authorization that this connect is part of. */
const interaction = z.string().optional();
const begun = z.object({ codeVerifier: z.string().nullable(), interaction });
const asked = z.object({ pending: z.unknown(), twinIds: z.array(z.string()), interaction });

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
