import { Hono } from 'hono';
import { discovery } from '../../../web/oauth/discovery';

async function asked(publicUrl: string, headers: Record<string, string>) {
	const app = new Hono().get('/', (c) => c.json(discovery(c, { publicUrl })));
	const response = await app.request('/', { headers });
	return response.json();
}

describe('discovery', () => {
	const places: {
		where: string;
		publicUrl: string;
		headers: Record<string, string>;
		token: string;
	}[] = [
		{
			where: 'in another container, for which 14ms has a name of its own',
			publicUrl: 'http://localhost:3000',
			headers: { host: 'host.docker.internal:3000' },
			token: 'http://host.docker.internal:3000/oauth/token',
		},
		{
			where: 'behind the proxy that does https and says so',
			publicUrl: 'https://14ms.example.com',
			headers: { host: '14ms.example.com', 'x-forwarded-proto': 'https' },
			token: 'https://14ms.example.com/oauth/token',
		},
		{
			where: 'behind a proxy that does https and says nothing',
			publicUrl: 'https://14ms.example.com',
			headers: { host: '14ms.example.com' },
			token: 'https://14ms.example.com/oauth/token',
		},
		{
			where: 'beside 14ms, past its https proxy',
			publicUrl: 'https://14ms.example.com',
			headers: { host: '127.0.0.1:3000' },
			token: 'http://127.0.0.1:3000/oauth/token',
		},
	];

	it.each(places)(
		'tells an n8n $where where it gets tokens, and its browser PUBLIC_URL',
		async (one) => {
			expect(await asked(one.publicUrl, one.headers)).toMatchObject({
				authorization_endpoint: `${one.publicUrl}/oauth/authorize`,
				token_endpoint: one.token,
				registration_endpoint: one.token.replace('token', 'register'),
			});
		},
	);
});
