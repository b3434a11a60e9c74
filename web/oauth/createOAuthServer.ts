import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { Problem } from '../../lib/errors';
import type { Desk } from '../../services/desk/desk';
import type { Log } from '../../services/log';
import type { Settings } from '../../services/settings';
import type { Store } from '../../services/store/store';
import type { Connect } from '../../services/tiktok/connect';
import type { WebEnv } from '../webDeps';
import { createProvider } from './createProvider';
import { allScopes, isOAuthScope, type OAuthScope } from './scopes';

interface Deps {
	settings: Settings;
	cookieKeys: string[];
	store: Store;
	connect: Connect;
	desk: Desk;
	log: Log;
}

/** A client's wish for access, as the person sees it. */
export interface AccessWish {
	uid: string;
	clientId: string;
	redirectUri: string;
	scopes: OAuthScope[];
}

/** The OAuth2 server behind web's routes. `uid` names one authorization; its cookie ties it to a browser. */
export interface OAuthServer {
	/** Lets oidc-provider answer the request. */
	answer(c: Context<WebEnv>): Promise<Response>;
	/** Problem connect_state_invalid when it is too old or belongs to another browser. */
	wishOf(c: Context<WebEnv>): Promise<AccessWish>;
	/** The wish behind TikTok's answer, whose browser the caller has checked. Problem connect_state_invalid. */
	wish(uid: string): Promise<AccessWish>;
	/** Grants it for an account (or a pending connect); the path that leads back to the client. */
	grant(uid: string, subject: string): Promise<string>;
	/** Refuses it; the path that leads back to the client. */
	deny(uid: string): Promise<string>;
}

const sessionCookie = /(^|; *)14ms_oauth_session(\.sig)?=[^;]*/g;

export function createOAuthServer(deps: Deps): OAuthServer {
	const { store, connect, desk } = deps;
	const failures = new WeakMap<IncomingMessage, Problem>();
	const provider = createProvider({
		...deps,
		oauth: store.oauth,
		accountFor,
		renderError(ctx, { error, error_description: description }) {
			ctx.respond = false;
			failures.set(ctx.req, problemFor(error, description));
		},
	});
	const callback = provider.callback();

	return {
		async answer(c) {
			const { incoming, outgoing } = c.env;
			// Every authorization asks anew: nobody is remembered from an earlier one.
			const cookie = incoming.headers.cookie?.replace(sessionCookie, '');
			if (cookie !== undefined) incoming.headers.cookie = cookie;
			incoming.url = withKnownScopes(incoming.url ?? '/');
			await callback(incoming, outgoing);
			const failure = failures.get(incoming);
			if (failure) throw failure;
			return RESPONSE_ALREADY_SENT;
		},

		async wishOf(c) {
			const { incoming, outgoing } = c.env;
			const details = await provider
				.interactionDetails(incoming, outgoing)
				.catch(() => undefined);
			if (!details || details.uid !== c.req.param('uid')) throw tooOld();
			return wishIn(details);
		},

		async wish(uid) {
			return wishIn(await find(uid));
		},

		async grant(uid, subject) {
			const interaction = await find(uid);
			const { clientId, scopes } = wishIn(interaction);
			const grant = new provider.Grant({ accountId: subject, clientId });
			grant.addOIDCScope(scopes.join(' '));
			const grantId = await grant.save();
			interaction.result = {
				login: { accountId: subject, remember: false },
				consent: { grantId },
			};
			await interaction.persist();
			return pathOf(interaction.returnTo);
		},

		async deny(uid) {
			const interaction = await find(uid);
			interaction.result = {
				error: 'access_denied',
				error_description: 'The person did not allow it.',
			};
			await interaction.persist();
			return pathOf(interaction.returnTo);
		},
	};

	async function find(uid: string) {
		const interaction = await provider.Interaction.find(uid);
		if (!interaction) throw tooOld();
		return interaction;
	}

	/** A new account is kept only now that its client has shown the code (issue 4, item 1). */
	async function accountFor(subject: string): Promise<string | null> {
		const known = await store.oauth.accountOfSubject(subject);
		if (known !== null) return (await store.accounts.get(known)) ? known : null;
		const pending = await store.oauth.pending(subject);
		if (!pending) return null;
		const account = await connect.keep(pending.value, subject);
		await store.oauth.settlePending(subject, account.id);
		await desk.wake(account.id);
		return account.id;
	}
}

const params = z.object({
	client_id: z.string(),
	redirect_uri: z.string(),
	scope: z.string().default(''),
});

function wishIn({ uid, params: given }: { uid: string; params: unknown }): AccessWish {
	const { client_id: clientId, redirect_uri: redirectUri, scope } = params.parse(given);
	return { uid, clientId, redirectUri, scopes: scope.split(' ').filter(isOAuthScope) };
}

/** Asked for nothing, a client gets everything it may have; what is unknown is left out. */
function withKnownScopes(requestUrl: string): string {
	const url = new URL(requestUrl, 'http://own.invalid');
	if (url.pathname !== '/oauth/authorize') return requestUrl;
	const asked = (url.searchParams.get('scope') ?? '').split(/[ ,]+/).filter(isOAuthScope);
	url.searchParams.set('scope', (asked.length ? asked : allScopes).join(' '));
	return url.pathname + url.search;
}

function pathOf(url: string): string {
	return new URL(url).pathname;
}

function tooOld(): Problem {
	return new Problem(
		'connect_state_invalid',
		'This wish to connect was not begun in this browser, is too old, or was answered before: click Connect in n8n once more.',
	);
}

function problemFor(error: string, description: string | undefined): Problem {
	if (error === 'invalid_client') {
		return new Problem(
			'oauth_refused',
			'14ms does not know this client: take the client ID from the page Connect n8n.',
		);
	}
	if (error === 'invalid_redirect_uri') {
		return new Problem(
			'oauth_refused',
			'The address to return to is not registered for this client: on the page Connect n8n, use the very OAuth Redirect URL that n8n shows.',
		);
	}
	if (error === 'server_error') {
		return new Problem('internal', 'Something went wrong inside 14ms: try again.');
	}
	if (error === 'invalid_request' && /session|expired|interaction/.test(description ?? '')) {
		return tooOld();
	}
	return new Problem(
		'oauth_refused',
		`The client's request is not right (${error}${description ? `: ${description}` : ''}).`,
	);
}
