import { canPost, missingScopes } from '../tiktok/scopes';
import { fail, ok, warn, type Check, type CheckName } from './check';

/** What is lost without each of the permissions that 14ms asks for. */
const lostWithout = new Map([
	['user.info.basic', 'names and pictures stay unknown'],
	['video.upload', 'posting `inbox` is not possible'],
	['video.publish', 'posting `review` and `auto` is not possible'],
]);

/** Were all permissions granted? One way of posting is enough to work. */
export function scopesCheck(name: CheckName, granted: string[], connectUrl: string): Check {
	const missing = missingScopes(granted);
	const has = granted.length > 0 ? `Granted: ${granted.join(', ')}.` : 'Nothing was granted.';
	if (missing.length === 0) return ok(name, has);
	const lost = missing.map((scope) => `without ${scope} ${lostWithout.get(scope) ?? ''}`);
	const detail = `${has} Missing: ${missing.join(', ')} (${lost.join('; ')}).`;
	const whatToDo = `Connect the account again at ${connectUrl} and leave every box ticked; TikTok offers only the scopes that were added to the app in its portal.`;
	return canPost(granted) ? warn(name, detail, whatToDo) : fail(name, detail, whatToDo);
}
