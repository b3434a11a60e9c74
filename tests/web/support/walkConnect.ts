import type { Browser } from './browser';

export interface Consent {
	user?: string;
	scopes?: string;
	decision?: 'allow' | 'deny';
}

/** GET /connect/tiktok → TikTok's consent page, decided by script → the callback's URL, which is not opened. */
export async function walkToCallback(browser: Browser, consent: Consent = {}): Promise<string> {
	const authorize = new URL(await browser.follow('/connect/tiktok'));
	authorize.searchParams.set('sandbox_decision', consent.decision ?? 'allow');
	if (consent.user) authorize.searchParams.set('sandbox_user', consent.user);
	if (consent.scopes) authorize.searchParams.set('sandbox_scopes', consent.scopes);
	return browser.follow(authorize.href);
}

/** The whole walk; the callback's answer. */
export async function connect(browser: Browser, consent: Consent = {}): Promise<Response> {
	return browser.go(await walkToCallback(browser, consent));
}
