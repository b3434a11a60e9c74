import { openBrowser } from '../support/browser';
import { startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';
import { codeIn, n8nClient, redirectUri, walk } from './n8nClient';

let web: WebUnderTest;
const secret = 'secret-of-the-client-0123456789';

beforeAll(async () => {
	web = await startWebUnderTest();
	await web.store.oauth.addClient({
		id: 'n8n-test',
		name: 'n8n',
		redirectUris: [redirectUri],
		secret,
		metadata: {},
		registeredBy: 'operator',
	});
});
afterAll(() => web.close());

const anybody = () => openBrowser(web.origin);
const client = (more: Partial<Parameters<typeof n8nClient>[1]> = {}) =>
	n8nClient(web, { id: 'n8n-test', secret, ...more });

describe('connecting by OAuth2', () => {
	test('the way leads through TikTok’s consent back to the client, and its code becomes tokens and an account', async () => {
		const n8n = client();
		const { url } = await walk(anybody(), n8n.authorizeUrl().href);
		expect(url.searchParams.get('state')).toBe('n8n-state');
		expect(await web.store.accounts.list()).toEqual([]);
		const tokens = await n8n.exchange(codeIn(url));
		expect(tokens.status).toBe(200);
		expect(tokens.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
		expect(await web.store.accounts.list()).toEqual([
			expect.objectContaining({ username: 'sandbox_creator', status: 'connected' }),
		]);
		const answer = await fetch(`${web.origin}/api/v1/reposts`, {
			headers: { Authorization: `Bearer ${tokens.accessToken}` },
		});
		expect(answer.status).toBe(200);
	});
});
