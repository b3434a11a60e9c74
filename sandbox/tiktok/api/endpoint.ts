import type { Answer } from '../answer';
import type { EndpointWord, Fault } from '../faults';
import type { Grant, Scope, User } from '../state';
import type { World } from '../world';

/** A call whose token, scope, content type and rate have been found right. */
export interface ApiCall {
	world: World;
	grant: Grant;
	user: User;
	query: URLSearchParams;
	/** The parsed JSON body; `{}` when there was none. */
	body: unknown;
	/** Where the caller reached us, for URLs that we hand out. */
	origin: string;
	/** Faults for the publish at hand. */
	fates: Fault[];
}

export interface Endpoint {
	word: EndpointWord;
	method: 'GET' | 'POST';
	path: string;
	/** One of them is enough; empty when the fields asked for decide. */
	scopes: Scope[];
	/** Calls in any 60 seconds per app and user; null when TikTok names none. */
	perMinute: number | null;
	/** `utf-8`: the charset must be named too. */
	contentType: 'json' | 'json; charset=utf-8' | null;
	/** Synchronous, so that two calls at once cannot slip past one limit. */
	run(call: ApiCall): Answer;
}
