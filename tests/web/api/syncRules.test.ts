import { syncView } from '../../../lib/sync/syncView';
import { api } from '../support/api';
import { webWithChannels, wish } from '../support/playedChannel';
import type { WebUnderTest } from '../support/startWebUnderTest';

let web: WebUnderTest;

beforeAll(async () => {
	web = await webWithChannels();
});
afterAll(() => web.close());

test('a sync is not changed to rules that could take nothing together with those that stay', async () => {
	const made = await api(web, 'POST', '/syncs', wish);
	const { id, rules } = syncView.parse(made.body);
	const path = `/syncs/${id}`;
	await api(web, 'PATCH', path, { rules: { maxDurationSec: 60, excludeHashtags: ['tea'] } });
	const longer = await api(web, 'PATCH', path, { rules: { minDurationSec: 61 } });
	expect(longer).toMatchObject({ status: 400, body: { code: 'bad_request' } });
	expect(longer.body['detail']).toMatch(/^No Short lasts at least 61 and at most 60 seconds/);
	const tagged = await api(web, 'PATCH', path, { rules: { includeHashtags: ['#Tea'] } });
	expect(tagged).toMatchObject({ status: 400, body: { code: 'bad_request' } });
	expect(tagged.body['detail']).toContain('“#tea”');
	const { body } = await api(web, 'GET', path);
	expect(syncView.parse(body).rules).toMatchObject({
		...{ minDurationSec: null, maxDurationSec: 60, includeHashtags: [] },
	});
	const both = { minDurationSec: 61, maxDurationSec: 90, excludeHashtags: [] };
	expect((await api(web, 'PATCH', path, { rules: both })).status).toBe(200);
	expect((await api(web, 'PATCH', path, { rules })).status).toBe(200);
});
