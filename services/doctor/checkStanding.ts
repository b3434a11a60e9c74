import type { Check } from '../../lib/doctor/check';
import { standingCheck } from '../../lib/doctor/standingCheck';
import { standingOf } from '../../lib/posting/standing';
import type { Store } from '../store/store';
import type { Engine } from '../temporal/engine';
import { attempt } from './attempt';

const name = { id: 'store.together', group: 'store', title: 'Store and Temporal' } as const;

/** @param engine null while 14ms is stopped: then only what was noticed before is told */
export function checkStanding(store: Store, engine: Engine | null, now: Date): Promise<Check> {
	return attempt(name, async () => {
		const { seen, ledgerId, epoch, ...noted } = await store.standing.read();
		if (!engine) return standingCheck(name, noted, null, now);
		const own = { ledgerId, epoch, events: await store.events.latest() };
		const standing = standingOf(own, await engine.rememberedLedger(), seen);
		return standingCheck(name, noted, standing, now);
	});
}
