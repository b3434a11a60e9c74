import type { Fault } from '../faults';
import type { Publish } from '../state';

/** Faults that strike a publish rather than one call. */
export function applyFates(publish: Publish, fates: Fault[]): void {
	for (const fate of fates) {
		if (fate.kind === 'fail') publish.willFail = fate.failReason;
		if (fate.kind === 'neverEnds') publish.neverEnds = true;
		if (fate.kind === 'linkLater') publish.linkLaterMs = fate.ms;
		if (fate.kind === 'noUploadedBytes') publish.noUploadedBytes = true;
	}
}
