import type { InferSelectModel } from 'drizzle-orm';
import type { uploads } from './schema';

export type Upload = InferSelectModel<typeof uploads>;

export interface UploadStore {
	/** With the upload URL opened. */
	get(repostId: string): Promise<(Upload & { uploadUrl: string }) | null>;
	/**
	 * The answer of an init, durable, before any byte is sent. Compare-and-set: `afterSerial` is the serial that the
	 * caller saw (0 for none); false if another init was recorded meanwhile. Also sets the repost's publish_id.
	 */
	replace(
		repostId: string,
		afterSerial: number,
		upload: Omit<
			Upload,
			| 'repostId'
			| 'serial'
			| 'clientKey'
			| 'sealedUrl'
			| 'confirmedBytes'
			| 'leaseOwner'
			| 'leaseUntil'
			| 'createdAt'
		> & { uploadUrl: string; clientKey?: string },
		/** The edits that this upload knows of: false if there was another since. */
		edits?: number,
	): Promise<boolean>;
	/** Takes the right to send for `serial` if it is free or lapsed. */
	takeLease(repostId: string, serial: number, owner: string, forMs: number): Promise<boolean>;
	/** Renews it and notes confirmed bytes; false if it was lost. */
	renewLease(
		repostId: string,
		serial: number,
		owner: string,
		forMs: number,
		confirmedBytes?: number,
	): Promise<boolean>;
	releaseLease(repostId: string, owner: string): Promise<void>;
}
