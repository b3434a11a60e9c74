import { Context } from '@temporalio/activity';
import { Problem } from '../lib/errors';
import { checkRemembered } from '../lib/posting/checkRemembered';
import type { UploadStore } from '../services/store/uploads';

/** Renewed this often within one lease. */
const renewalsPerLease = 4;
/** Asked for this often within one lease by a run that waits: a killed run's lease ends soon after Temporal has noticed. */
const looksPerLease = 40;

interface Lease {
	repostId: string;
	serial: number;
	owner: string;
	leaseMs: number;
}

/**
 * Runs `send` while holding the right to send for this upload. A run that is still alive elsewhere keeps it from
 * starting; when the lease cannot be renewed in time, `signal` aborts the request under way before another may begin.
 */
export async function holdingLease<T>(
	uploads: UploadStore,
	{ repostId, serial, owner, leaseMs }: Lease,
	send: (signal: AbortSignal, confirm: (uploadedBytes: number) => void) => Promise<T>,
): Promise<T> {
	const { cancellationSignal } = Context.current();
	const pauseMs = leaseMs / renewalsPerLease;
	while (!(await uploads.takeLease(repostId, serial, owner, leaseMs))) {
		const present = await uploads.get(repostId);
		checkRemembered(present, serial);
		if (present?.serial !== serial) {
			throw new Problem('internal', 'The upload was replaced by a newer one.');
		}
		await Context.current().sleep(leaseMs / looksPerLease);
	}

	const lost = new AbortController();
	let confirmedBytes: number | undefined;
	let renewedAtMs = Date.now();
	const renew = async (): Promise<void> => {
		const atMs = Date.now();
		const isOurs = await uploads
			.renewLease(repostId, serial, owner, leaseMs, confirmedBytes)
			.catch(() => null);
		if (isOurs) renewedAtMs = atMs;
		// A store that does not answer is no loss yet, as long as the lease still runs.
		else if (isOurs === false) lost.abort();
	};
	const renewing = setInterval(() => void renew(), pauseMs);
	const watching = setInterval(() => {
		if (Date.now() - renewedAtMs > leaseMs - pauseMs) lost.abort();
	}, pauseMs / 4);
	try {
		return await send(AbortSignal.any([cancellationSignal, lost.signal]), (uploadedBytes) => {
			confirmedBytes = uploadedBytes;
		});
	} finally {
		clearInterval(renewing);
		clearInterval(watching);
		await renew();
		await uploads.releaseLease(repostId, owner).catch(() => undefined);
	}
}
