import { fail, ok, warn, type Check } from '../../lib/doctor/check';
import type { KeysVerdict, TikTok } from '../tiktok/tiktok';
import { TikTokError } from '../tiktok/tikTokError';
import { attempt, sentenceOf } from './attempt';

const reachable = { id: 'tiktok.reachable', group: 'tiktok', title: 'TikTok’s API' } as const;
const keys = { id: 'tiktok.keys', group: 'tiktok', title: 'Client key and secret' } as const;
const checkKeysInPortal =
	'Copy both again from your app’s page at developers.tiktok.com; a TikTok sandbox has a pair of its own.';

/** Does TikTok answer, and does it know the keys? One call tells both. */
export async function checkTikTok(
	tiktok: Pick<TikTok, 'checkKeys'>,
	apiUrl: string,
): Promise<Check[]> {
	let answer: { verdict: KeysVerdict } | { error: unknown } | null = null;
	const first = await attempt(reachable, async () => {
		try {
			answer = { verdict: await tiktok.checkKeys() };
			return ok(reachable, `It answers at ${apiUrl}.`);
		} catch (error) {
			answer = { error };
			return unanswered(error, apiUrl);
		}
	});
	return [first, keysCheck(answer)];
}

function unanswered(error: unknown, apiUrl: string): Check {
	const detail = `${apiUrl}: ${sentenceOf(error)}`;
	const isAway = error instanceof TikTokError && error.facts.httpStatus === null;
	return isAway
		? fail(
				reachable,
				detail,
				'Check the network, HTTPS_PROXY, NODE_EXTRA_CA_CERTS and TIKTOK_API_URL.',
			)
		: warn(reachable, detail, 'Try again later.');
}

function keysCheck(answer: { verdict: KeysVerdict } | { error: unknown } | null): Check {
	const verdict = answer && 'verdict' in answer ? answer.verdict : 'unknown';
	switch (verdict) {
		case 'accepted':
			return ok(keys, 'TikTok accepts them.');
		case 'refused':
			return fail(keys, 'TikTok refuses them.', checkKeysInPortal);
		case 'unknown':
			return warn(
				keys,
				'TikTok’s answer does not tell whether it accepts them.',
				'Try again later.',
			);
	}
}
