import { syncView } from '../../../lib/sync/syncView';
import { api } from '../support/api';
import { openBrowser } from '../support/browser';
import { playChannels } from '../support/playedChannel';
import { startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';
import { addN8n, codeIn, knownN8n, n8nClient, walk } from './n8nClient';

let web: WebUnderTest;
let mine: Ask;
let reader: Ask;
let theirs: string;
const wish = { channel: '@sandboxstudio', ownContent: true };
type Ask = (method: string, path: string, body?: unknown) => ReturnType<typeof api>;

async function connect(user: string, scope = 'reposts:read syncs:write'): Promise<Ask> {
	const n8n = n8nClient(web, { ...knownN8n, scope });
	const { url } = await walk(openBrowser(web.origin), n8n.authorizeUrl().href, { user });
	const { accessToken } = await n8n.exchange(codeIn(url));
	return (method, path, body) =>
		api(web, method, path, body, { Authorization: `Bearer ${accessToken}` });
}

beforeAll(async () => {
	web = await startWebUnderTest();
	playChannels(web);
	await addN8n(web);
	mine = await connect('sandbox_creator');
	reader = await connect('sandbox_creator', 'reposts:read');
	const other = await connect('second_creator');
	theirs = syncView.parse((await other('POST', '/syncs', wish)).body).id;
});
afterAll(() => web.close());

test('a bound token follows for its own account, which it need not name', async () => {
	const made = await mine('POST', '/syncs', wish);
	expect(made).toMatchObject({ status: 201, body: { account: 'sandbox_creator' } });
	const { channel } = syncView.parse(made.body);
	expect(channel.ownership?.by).toBe('client n8n (n8n-test)');
	const named = await mine('POST', '/syncs', { ...wish, account: '@sandbox_creator' });
	expect(named).toMatchObject({ status: 200, body: { id: made.body['id'] } });
	const { body } = await mine('GET', '/syncs');
	expect(body['items']).toMatchObject([{ id: made.body['id'] }]);
	expect((await mine('POST', '/syncs/preview', { channel: '@sandboxstudio' })).status).toBe(200);
});

test('another account’s syncs are not there for it', async () => {
	const calls: [string, string, unknown?][] = [
		['GET', ''],
		['PATCH', '', { everyMinutes: 60 }],
		['DELETE', ''],
		['POST', '/run'],
		['POST', '/pause', {}],
		['POST', '/resume'],
		['GET', '/decisions'],
		['GET', '/runs'],
		['GET', '/preview'],
		['GET', '/caption?video=dQw4w9WgXcQ'],
	];
	for (const [method, path, body] of calls) {
		const { status } = await mine(method, `/syncs/${theirs}${path}`, body);
		expect(`${method} ${path} ${status}`).toBe(`${method} ${path} 404`);
	}
	const named = { ...wish, account: 'second_creator' };
	expect((await mine('POST', '/syncs', named)).status).toBe(404);
	const { ownContent, ...preview } = named;
	expect(ownContent).toBe(true);
	expect((await mine('POST', '/syncs/preview', preview)).status).toBe(404);
	expect((await mine('GET', '/syncs?account=second_creator')).status).toBe(404);
	expect((await api(web, 'GET', `/syncs/${theirs}`)).body).toMatchObject({ state: 'active' });
});

test('reading takes reposts:read, all else syncs:write', async () => {
	expect((await reader('GET', '/syncs')).status).toBe(200);
	for (const path of ['/syncs', '/syncs/preview']) {
		const refused = await reader('POST', path, wish);
		expect(refused).toMatchObject({ status: 403, body: { code: 'insufficient_scope' } });
	}
});
