import { ok, type Check } from '../../lib/doctor/check';
import type { Store } from '../store/store';
import { attempt } from './attempt';

export function checkStore(store: Pick<Store, 'ping' | 'where'>): Promise<Check> {
	const name = { id: 'store.answers', group: 'store', title: 'Store' } as const;
	return attempt(name, async () => {
		await store.ping();
		return ok(name, `${store.where}, answers.`);
	});
}
