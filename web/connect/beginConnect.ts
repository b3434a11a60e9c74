import type { Context } from 'hono';
import { setConnectBinding } from '../auth/session';
import type { WebDeps, WebEnv } from '../webDeps';

/** How long a person may take on TikTok's page, and on ours that asks who it is. */
export const patienceMs = 15 * 60_000;

/** Sends the browser to TikTok's consent; `interaction` names the OAuth2 authorization that waits for it. */
export type BeginConnect = (
	c: Context<WebEnv>,
	options?: { interaction?: string },
) => Promise<Response>;

export function createBeginConnect({
	settings,
	store,
	connect,
}: Pick<WebDeps, 'settings' | 'store' | 'connect'>): BeginConnect {
	return async (c, { interaction } = {}) => {
		// A second credential may be for a second account, so TikTok's page is always shown then.
		const alwaysAsk = interaction === undefined ? {} : { alwaysAsk: true };
		const { url, state, codeVerifier } = await connect.begin(alwaysAsk);
		await store.webSecrets.put('connectState', state, patienceMs, {
			session: setConnectBinding(c, settings),
			sealedValue: { codeVerifier, interaction },
		});
		return c.redirect(url);
	};
}
