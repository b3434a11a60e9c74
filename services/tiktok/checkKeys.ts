import { tokenAnswer } from '../../lib/tiktok/wire/accountAnswers';
import type { TikTokSettings } from '../settings';
import { askTikTok, type Transport } from './askTikTok';
import type { KeysVerdict } from './tiktok';
import { TikTokError } from './tikTokError';

/** TikTok looks at the keys before the code: these answers mean that it knew them (facts/tiktok.md §1). */
const saidOfTheCode = ['invalid_grant', 'invalid_request'];

/**
 * TikTok has no endpoint for this, so a code that nobody was given is exchanged.
 * Throws TikTokError when TikTok does not answer or has trouble.
 */
export async function checkKeys(
	settings: TikTokSettings,
	transport: Transport,
): Promise<KeysVerdict> {
	try {
		await askTikTok(
			{
				endpoint: 'oauth/token',
				method: 'POST',
				url: `${settings.apiUrl}/v2/oauth/token/`,
				form: {
					client_key: settings.clientKey,
					client_secret: settings.clientSecret,
					grant_type: 'authorization_code',
					code: 'made-up-by-14ms-doctor',
					redirect_uri:
						settings.redirectUri ?? 'http://localhost:3000/api/tiktok/callback',
					// Of the length that RFC 7636 asks for, so that nothing but the code is wrong.
					code_verifier: 'made-up-by-14ms-doctor-made-up-by-14ms-doctor',
				},
				answer: tokenAnswer,
			},
			transport,
		);
		return 'unknown';
	} catch (error) {
		if (!(error instanceof TikTokError)) throw error;
		if (error.meaning.code === 'tiktok_keys_refused') return 'refused';
		const { tiktokCode, httpStatus } = error.facts;
		if (tiktokCode !== null && saidOfTheCode.includes(tiktokCode)) return 'accepted';
		if (error.outcomeUnknown || httpStatus === null) throw error;
		return 'unknown';
	}
}
