import { ok, warn, type Check } from '../../lib/doctor/check';
import type { Settings } from '../settings';

/** The settings that 14ms runs with; wrong ones would have stopped its start. */
export function settingsChecks(settings: Settings): Check[] {
	const form = { id: 'settings.form', group: 'settings', title: 'Settings' } as const;
	if (settings.mode === 'sandbox') {
		// Nothing of it has to be registered anywhere.
		return [ok(form, 'No TIKTOK_* setting is there, so 14ms runs in sandbox mode.')];
	}
	return [
		ok(form, 'All needed settings are there and well-formed.'),
		...redirectChecks(settings),
	];
}

/** TikTok's rules for redirect URIs (facts/tiktok.md §1); their form was checked at the start. */
function redirectChecks({ tiktok, port, publicUrl }: Settings): Check[] {
	if (!tiktok) return [];
	const name = { id: 'settings.redirect', group: 'settings', title: 'Redirect URI' } as const;
	if (tiktok.redirectUri === null) {
		const detail = 'TIKTOK_REDIRECT_URI is not set, which is right for a worker alone.';
		return [warn(name, detail, 'Set it where `14ms web` or `14ms up` runs.')];
	}
	const url = new URL(tiktok.redirectUri);
	const isDesktop = url.protocol === 'http:';
	const rules = isDesktop
		? 'plain http on this machine, so in TikTok’s portal it belongs under Login Kit, platform Desktop, and TikTok wants PKCE in hex, which 14ms does. Going public needs https (platform Web)'
		: 'https, so in TikTok’s portal it belongs under Login Kit, platform Web';
	const detail = `${tiktok.redirectUri}: ${rules}. It must stand there letter by letter; TikTok tells nobody whether it does, except on its own page.`;
	if (isDesktop && Number(url.port || 80) !== port) {
		const whatToDo = `Set PORT=${url.port || '80'}, or use port ${port} in TIKTOK_REDIRECT_URI and in TikTok’s portal (unless something passes ${url.port || '80'} on to ${port}).`;
		return [warn(name, `${detail} But 14ms listens on port ${port}.`, whatToDo)];
	}
	if (url.origin !== publicUrl) {
		const whatToDo = 'Leave PUBLIC_URL out, or give both the same origin.';
		return [warn(name, `${detail} But PUBLIC_URL is ${publicUrl}.`, whatToDo)];
	}
	return [ok(name, detail)];
}
