import type { Settings } from '../../services/settings';
import type { Store } from '../../services/store/store';
import { newSecret } from './session';

/** One hour: long enough to find the terminal again. */
const linkMs = 60 * 60_000;

/** A link that signs a browser in once. The code is a secret: print it, never log it. */
export async function makeSignInLink(
	{ store, settings }: { store: Store; settings: Settings },
	ttlMs = linkMs,
): Promise<{ url: string; expiresAt: Date }> {
	const code = newSecret();
	await store.webSecrets.put('signInCode', code, ttlMs);
	return {
		url: `${settings.publicUrl}/sign-in?code=${code}`,
		expiresAt: new Date(Date.now() + ttlMs),
	};
}
