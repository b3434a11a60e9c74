import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAsk } from '../../../services/discovery/requests';
import { createAgents } from '../../../services/http/agents';
import { caught, patience } from '../youtube/youtubeBench';

let server: Server;
let origin: string;
let connections = 0;
/** Requests on one connection that are answered before the next one finds it closed. */
let patienceOf = Infinity;

beforeAll(async () => {
	const asked = new WeakMap<object, number>();
	server = createServer(({ socket }, response) => {
		const count = (asked.get(socket) ?? 0) + 1;
		asked.set(socket, count);
		if (count > patienceOf) socket.resetAndDestroy();
		else response.end('here');
	});
	server.on('connection', () => (connections += 1));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path`;
});

beforeEach(() => {
	connections = 0;
	patienceOf = Infinity;
	server.closeAllConnections();
});

afterAll(() => {
	server.closeAllConnections();
	return new Promise((resolve) => server.close(resolve));
});

function client() {
	const noProxy = { httpProxy: null, httpsProxy: null, noProxy: [] };
	return createAsk(createAgents(noProxy, { keepAlive: true }));
}

test('many requests share a connection', async () => {
	const ask = client();
	for (let n = 0; n < 5; n++) {
		expect(await ask(origin, { signal: patience() })).toMatchObject({
			status: 200,
			text: 'here',
		});
	}
	expect(connections).toBe(1);
});

test('one that was closed meanwhile is replaced, once', async () => {
	const ask = client();
	patienceOf = 1;
	await ask(origin, { signal: patience() });
	expect((await ask(origin, { signal: patience() })).status).toBe(200);
	expect(connections).toBe(2);
	patienceOf = 0;
	const error = await caught(ask(origin, { signal: patience() }));
	expect(error).toMatchObject({ code: 'youtube_unreachable' });
	expect(error.message).not.toContain('secret-path');
});

test('an abort is an abort', async () => {
	const signal = AbortSignal.abort(new Error('enough'));
	await expect(client()(origin, { signal })).rejects.toThrow('enough');
});
