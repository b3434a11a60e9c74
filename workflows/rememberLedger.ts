import {
	condition,
	defineSignal,
	makeContinueAsNewFunc,
	setHandler,
	upsertMemo,
	workflowInfo,
} from '@temporalio/workflow';
import { isFurther, type LedgerMark } from '../lib/posting/standing';

/** "The ledger has come so far." */
export const ledgerStands = defineSignal<[LedgerMark]>('ledgerStands');

/**
 * Temporal's own memory of the ledger, as the memo `mark`, so that a database put back from a backup is noticed. Runs for
 * ever; a mark that is behind the one it has is left out.
 */
export async function rememberLedger(first: LedgerMark | null): Promise<void> {
	let mark = first;
	let isNew = false;
	setHandler(ledgerStands, (next) => {
		if (mark?.ledgerId === next.ledgerId && !isFurther(next, mark)) return;
		mark = next;
		isNew = true;
	});
	while (!workflowInfo().continueAsNewSuggested) {
		await condition(() => isNew);
		isNew = false;
		upsertMemo({ mark });
	}
	// The memo of a run that was continued is else the one that it began with.
	await makeContinueAsNewFunc<typeof rememberLedger>({ memo: { mark } })(mark);
}
