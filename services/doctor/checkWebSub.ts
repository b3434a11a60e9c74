import type { Check } from '../../lib/doctor/check';
import { webSubCheck } from '../../lib/doctor/webSubCheck';
import type { Settings } from '../settings';
import type { Store } from '../store/store';
import { attempt } from './attempt';

const name = { id: 'machine.webSub', group: 'machine', title: 'WebSub' } as const;

/** Does YouTube's hub tell of new Shorts? */
export function checkWebSub(
	store: Pick<Store, 'webSubs'>,
	{ webSub }: Pick<Settings, 'webSub'>,
): Promise<Check> {
	return attempt(name, async () =>
		webSubCheck(name, webSub ? await store.webSubs.counts() : null),
	);
}
