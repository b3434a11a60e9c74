import type { EventType } from '../../lib/events/eventTypes';
import type { Callback, Hook, Owner } from '../store/deliveries';

/** Where wishes to be called become rows and durable workflows. Throws Problem. */
export interface Deliveries {
	/** Could this URL be called? Problems as with `addCallback`. */
	checkReachable(wanted: { owner: Owner; url: string }): Promise<void>;
	/**
	 * Calls `url` once all these reposts are final or need a person, or at `until` with their present state.
	 * Problems: callback_refused (the URL is not allowed), callback_unreachable (nothing answers there).
	 */
	addCallback(wanted: {
		owner: Owner;
		url: string;
		repostIds: string[];
		until: Date;
	}): Promise<{ callback: Callback; secret: string }>;
	/** Every event of these types from now on. `secret` signs, and is not shown again. Problem callback_refused. */
	addHook(wanted: {
		owner: Owner;
		url: string;
		types: EventType[];
	}): Promise<{ hook: Hook; secret: string }>;
	hooks(owner?: Owner): Promise<Hook[]>;
	/** Problem not_found, also for another owner's. */
	removeHook(id: string, owner?: Owner): Promise<void>;
	/** Starts what was stored but never started, and wakes what has something to deliver. Call it every few seconds. */
	sweep(): Promise<void>;
}
