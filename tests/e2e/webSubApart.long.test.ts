import { startApart, type Apart } from '../support/apart';
import { until } from '../support/until';

jest.setTimeout(180_000);

let apart: Apart;
beforeAll(async () => {
	apart = await startApart({ samples: ['small'] });
	await apart.place.connect('sandbox_creator');
});
afterAll(() => apart.close());

/** The web service, where the hub is to call `https://HOST`. */
async function webAt(host: string): Promise<void> {
	const { place } = apart;
	const redirect = `https://${host}:${place.env.PORT}/api/tiktok/callback`;
	apart.web.kill('SIGKILL');
	await apart.web.ended;
	apart.web = place.start(['web'], { TIKTOK_REDIRECT_URI: redirect });
	await apart.web.line(/^14ms web is running/);
}

const askedFor = (host: string) =>
	until(`the hub to be asked for ${host}`, () =>
		apart.box.youtube.hub.calls.some(({ kind, callback }) => {
			const { protocol, hostname, pathname } = new URL(callback);
			const isThere = protocol === 'https:' && hostname === host;
			return kind === 'verify' && isThere && pathname.startsWith('/api/youtube/websub/');
		}),
	);

it('a worker that has no PUBLIC_URL asks the hub to call where the web service is, and where it goes to', async () => {
	const { place, box } = apart;
	await webAt('localhost');
	const worker = place.start(['worker'], { TIKTOK_REDIRECT_URI: '' });
	await worker.line(/^14ms worker is running/);
	const { id: channel } = box.youtube.channels.add();
	const made = await fetch(`${place.loopbackUrl}/api/v1/syncs`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${place.operatorToken()}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({ account: 'sandbox_creator', channel, ownContent: true }),
	});
	expect(made.status).toBe(201);
	await askedFor('localhost');
	await webAt('127.0.0.1');
	await askedFor('127.0.0.1');
});
