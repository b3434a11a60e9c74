import { ledgerActivities } from '../../activities/ledger';
import type { Store } from '../../services/store/store';
import { newRepost } from '../services/store/samples';
import { withStore } from '../support/withStore';
import { rememberingEngine } from '../web/support/startWebUnderTest';

const timing = { heartbeatTimeoutMs: 1, statusPollMs: 1, reviewMs: 1, accessTokenMs: 1 };
/** Postgres takes no NUL in a text (22021) nor in JSON (22P05). */
const refused = 'half\0text';

describe('words that the store refuses', () => {
	let store: Store;
	withStore((opened) => (store = opened));
	const ledger = () => ledgerActivities({ store, timing, engine: rememberingEngine() });
	const running = async () => ({ repostId: (await newRepost(store)).id, attempt: 1 });

	it('end a step for good, with a sentence', async () => {
		const entering = ledger().enterState({
			...{ ...(await running()), state: 'queued' },
			...{ nextStep: refused, error: { code: 'x', message: refused } },
		});
		await expect(entering).rejects.toMatchObject({ nonRetryable: true, type: 'internal' });
		await expect(entering).rejects.toThrow(/store does not take a text or a date/);
	});

	it.each(['failed', 'published'] as const)('do not hide that it is %s', async (state) => {
		const ref = await running();
		const error = { code: 'x', message: refused };
		await ledger().finishRepost({ ...ref, state, nextStep: refused, error });
		const repost = await store.reposts.get(ref.repostId);
		expect(repost).toMatchObject({ state, nextStep: null });
		expect(repost?.error?.code).toBe(state === 'failed' ? 'internal' : undefined);
		expect(repost?.finishedAt).toBeInstanceOf(Date);
	});
});
