import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { randomBytes } from 'node:crypto';
import type { Settings } from '../../services/settings';
import type { Store } from '../../services/store/store';

const sessionMs = 30 * 24 * 60 * 60_000;
const connectMs = 15 * 60_000;

export const newSecret = (): string => randomBytes(32).toString('base64url');

interface Deps {
	settings: Settings;
	store: Store;
}

/** Signs this browser in for 30 days. Only a hash of the cookie is kept. */
export async function startSession(c: Context, { settings, store }: Deps): Promise<void> {
	const secret = newSecret();
	await store.webSecrets.put('session', secret, sessionMs);
	setCookie(c, cookieName('14ms_session', settings), secret, {
		...cookieOptions(c, settings),
		maxAge: sessionMs / 1000,
	});
}

export async function hasSession(c: Context, { settings, store }: Deps): Promise<boolean> {
	const secret = getCookie(c, cookieName('14ms_session', settings));
	return !!secret && (await store.webSecrets.has('session', secret));
}

export async function endSession(c: Context, { settings, store }: Deps): Promise<void> {
	const name = cookieName('14ms_session', settings);
	const secret = getCookie(c, name);
	if (secret) await store.webSecrets.redeem('session', secret);
	deleteCookie(c, name, { path: '/' });
}

/** The secret that ties a connect to this browser, signed in by cookie or by Bearer alike. */
export function connectBinding(c: Context, settings: Settings): string | null {
	return getCookie(c, cookieName('14ms_connect', settings)) ?? null;
}

export function setConnectBinding(c: Context, settings: Settings): string {
	const secret = connectBinding(c, settings) ?? newSecret();
	setCookie(c, cookieName('14ms_connect', settings), secret, {
		...cookieOptions(c, settings),
		maxAge: connectMs / 1000,
	});
	return secret;
}

/** Cookies ignore ports, so a second 14ms on this machine gets a name of its own. */
function cookieName(name: string, settings: Settings): string {
	const { port } = new URL(settings.publicUrl);
	return port === '' || port === '3000' ? name : `${name}_${port}`;
}

function cookieOptions(c: Context, settings: Settings) {
	const own = new URL(settings.publicUrl);
	const secure = own.protocol === 'https:' && requestHost(c) === own.host;
	return { httpOnly: true, sameSite: 'Lax', path: '/', secure } as const;
}

/** Host as the browser wrote it, also behind a proxy that says so. */
export function requestHost(c: Context): string {
	const forwarded = c.req.header('x-forwarded-host')?.split(',')[0]?.trim();
	return (forwarded ?? c.req.header('host') ?? '').toLowerCase();
}
