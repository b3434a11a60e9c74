import { meaningOfTikTok } from '../../../lib/tiktok/errorTable';
import type { Store } from '../../../services/store/store';
import { createFreshGrants } from '../../../services/tiktok/freshGrant';
import { TikTokError } from '../../../services/tiktok/tikTokError';
import { withStore } from '../../support/withStore';
import { grant, person } from '../store/samples';

const quiet = { info() {}, warn() {}, error() {} };

describe('a refresh token that TikTok no longer takes', () => {
	let store: Store;
	withStore((opened) => (store = opened));

	it('asks for a reconnect', async () => {
		const { account } = await store.accounts.connect(person(), grant());
		const grants = createFreshGrants(deps());
		await expect(grants.force(account.id)).rejects.toMatchObject({ code: 'reconnect_needed' });
		expect((await store.accounts.get(account.id))?.status).toBe('reconnect');
	});

	it('undoes no reconnect of the same moment', async () => {
		const who = person();
		const { account } = await store.accounts.connect(who, grant());
		const connectThenSet: Store['accounts']['setStatus'] = async (...status) => {
			await store.accounts.connect(who, grant());
			return store.accounts.setStatus(...status);
		};
		const accounts = { ...store.accounts, setStatus: connectThenSet };
		const grants = createFreshGrants({ ...deps(), store: { ...store, accounts } });
		expect(await grants.force(account.id)).toMatchObject({ version: 2 });
		expect((await store.accounts.get(account.id))?.status).toBe('connected');
	});

	function deps() {
		const endpoint = 'oauth/refresh';
		const code = 'invalid_grant';
		const meaning = meaningOfTikTok({ endpoint, httpStatus: 400, code });
		const facts = { httpStatus: 400, tiktokCode: code, logId: null };
		const refresh = () => Promise.reject(new TikTokError(endpoint, meaning, facts));
		const tiktok = { clientKey: 'key1', refresh };
		return { tiktok, store, log: quiet, sleep: () => Promise.resolve() };
	}
});
