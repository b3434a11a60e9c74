import type { InferSelectModel } from 'drizzle-orm';
import type { callbacks, hooks } from './clientSchema';
import type { EventType } from '../../lib/events/eventTypes';

export type Callback = Omit<InferSelectModel<typeof callbacks>, 'sealed'>;
export type Hook = Omit<InferSelectModel<typeof hooks>, 'sealed' | 'types'> & {
	types: EventType[];
};

/** Who asks to be called: an account's client, or the operator (null). */
export interface Owner {
	accountId: string | null;
	clientId: string | null;
}

/** "Call me once these reposts are done." URL and secret are sealed. */
export interface CallbackStore {
	add(callback: {
		id: string;
		accountId: string | null;
		repostIds: string[];
		until: Date;
		url: string;
		secret: string;
	}): Promise<Callback>;
	get(id: string): Promise<Callback | null>;
	/** Where it goes and what signs it: secrets both. */
	target(id: string): Promise<{ url: string; secret: string } | null>;
	markStarted(id: string): Promise<void>;
	/** Those whose workflow is not known to run. */
	unstarted(): Promise<Callback[]>;
	waiting(): Promise<Callback[]>;
	noteAttempt(id: string, error: string | null): Promise<void>;
	finish(id: string, state: 'delivered' | 'givenUp'): Promise<void>;
	/** Forgets what ended more than 30 days ago. */
	prune(): Promise<void>;
}

/** Outgoing webhooks; a deleted one is gone for everybody but its workflow, which then ends. */
export interface HookStore {
	add(
		hook: Owner & {
			id: string;
			url: string;
			types: EventType[];
			secret: string;
			cursor: number;
		},
	): Promise<Hook>;
	get(id: string): Promise<Hook | null>;
	secret(id: string): Promise<string | null>;
	/** All of them, or those of one client and account. */
	list(owner?: Owner): Promise<Hook[]>;
	remove(id: string): Promise<void>;
	markStarted(id: string): Promise<void>;
	/** The events up to this one have been delivered or given up; never goes back. */
	advance(id: string, cursor: number, delivered: boolean): Promise<void>;
	noteError(id: string, error: string): Promise<void>;
}
