import { selfRegistered } from '../../../lib/oauth/selfRegistered';

const n8n = 'http://localhost:5678/rest/oauth2-credential/callback';
const asked = (more: Record<string, unknown>) =>
	selfRegistered.safeParse({
		...{ client_secret: 'secret', client_name: 'n8n', redirect_uris: [n8n] },
		...{ application_type: 'web', token_endpoint_auth_method: 'client_secret_basic' },
		...more,
	});

test('only what is known of a registration is kept', () => {
	expect(asked({ scope: 'reposts:read', logo_uri: 'https://example.com/x', more: 'x' })).toEqual({
		success: true,
		data: {
			...{ name: 'n8n', redirectUris: [n8n], secret: 'secret' },
			metadata: {
				application_type: 'web',
				token_endpoint_auth_method: 'client_secret_basic',
				scope: 'reposts:read',
			},
		},
	});
});

test.each([
	['', 'localhost:5678'],
	[' n8n\u0000\u202e of\n Ada ', 'n8n of Ada'],
	['x'.repeat(300), 'x'.repeat(100)],
])('the name %j becomes %j', (given, name) => {
	expect(asked({ client_name: given }).data?.name).toBe(name);
});

test.each([
	['a second origin', { redirect_uris: [n8n, 'https://other.example/cb'] }, /one origin/],
	['a name before the host', { redirect_uris: ['http://localhost@other.example/'] }, /password/],
	['a scheme of its own', { redirect_uris: ['com.example.app:/cb'] }, /whole URL/],
	['a control character', { redirect_uris: ['https://other.example/\u0000'] }, /no space/],
	['half an emoji', { redirect_uris: ['https://other.example/\ud83d'] }, /no space/],
	['many of them', { redirect_uris: Array.from({ length: 11 }, () => n8n) }, /at most/],
	['any port of loopback', { application_type: 'native' }, /application_type/],
])('%s is refused', (_what, more, words) => {
	expect(asked(more).error?.issues[0]?.message).toMatch(words);
});
