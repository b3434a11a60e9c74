import { deliveryActivities } from './delivery';
import { laneActivities } from './lane';
import { ledgerActivities } from './ledger';
import { outcomeActivities } from './outcome';
import { postActivities } from './post';
import { readbackActivities } from './readback';
import type { ActivityServices } from './services';
import { sourceActivities } from './source';
import { syncDecideActivities } from './syncDecide';
import { syncLookActivities } from './syncLook';
import { syncQuestionActivities } from './syncQuestions';
import { syncRequestActivities } from './syncRequest';
import { syncRunActivities } from './syncRun';
import { transferActivities } from './transferVideo';
import { webSubActivities } from './webSub';

/** Every activity of 14ms. Their names stand in histories: never rename one without a patch. */
export function createActivities(services: ActivityServices) {
	return {
		...deliveryActivities(services),
		...laneActivities(services),
		...ledgerActivities(services),
		...sourceActivities(services),
		...postActivities(services),
		...transferActivities(services),
		...outcomeActivities(services),
		...readbackActivities(services),
		...syncLookActivities(services),
		...syncDecideActivities(services),
		...syncRequestActivities(services),
		...syncRunActivities(services),
		...syncQuestionActivities(services),
		...webSubActivities(services),
	};
}

export type Activities = ReturnType<typeof createActivities>;
