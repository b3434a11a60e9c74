import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';

import type { NetworkSettings } from '../../../services/settings';
import { connectTemporal } from '../../../services/temporal/connectTemporal';
import { connectWorker } from '../../../services/temporal/connectWorker';
import { temporalOptions } from '../../../services/temporal/temporalOptions';
import type { DevServer } from '../../../services/temporal/startDevServer';
import { devServers } from './devServer';

const { dataDir, start } = devServers();
const direct: NetworkSettings = {
	httpProxy: null,
	httpsProxy: null,
	noProxy: ['localhost', '127.0.0.1', '::1'],
	extraCaFiles: [],
};

let server: DevServer;
beforeAll(async () => {
	server = await start(dataDir());
});
afterAll(() => server.stop());

describe('a proxy that takes every tunnel to the server', () => {
	let proxy: Server;
	const asked: { target: string | undefined; login: string | undefined }[] = [];
	const sockets = new Set<Socket>();
	beforeAll(async () => {
		proxy = createServer();
		proxy.on('connect', (request: IncomingMessage, socket: Socket) => {
			asked.push({ target: request.url, login: request.headers['proxy-authorization'] });
			const tunnel = connect(Number(server.address.split(':')[1]), '127.0.0.1');
			for (const end of [socket, tunnel]) {
				sockets.add(end);
				end.on('error', () => end.destroy());
			}
			tunnel.once('connect', () => {
				socket.write('HTTP/1.1 200 OK\r\n\r\n');
				tunnel.pipe(socket).pipe(tunnel);
			});
		});
		proxy.listen(0, '127.0.0.1');
		await once(proxy, 'listening');
	});
	afterAll(() => {
		for (const socket of sockets) socket.destroy();
		proxy.close();
	});
	beforeEach(() => (asked.length = 0));

	const proxied = () => ({
		...direct,
		httpsProxy: `http://me:s%40cret@127.0.0.1:${(proxy.address() as AddressInfo).port}`,
	});
	const login = `Basic ${Buffer.from('me:s@cret').toString('base64')}`;
	const elsewhere = { TEMPORAL_ADDRESS: 'temporal.test:7233' };

	test('is used by the client', async () => {
		const temporal = await connectTemporal({ temporalEnv: elsewhere, network: proxied() });
		expect(temporal).toMatchObject({ address: 'temporal.test:7233', namespace: 'default' });
		await temporal.close();
		expect(asked[0]).toEqual({ target: 'temporal.test:7233', login });
	});

	test('is used by the worker', async () => {
		const network = { ...proxied() };
		network.httpsProxy = network.httpsProxy.replace('s%40cret', 'secret');
		const worker = await connectWorker({ temporalEnv: elsewhere, network });
		await worker.connection.close();
		expect(asked[0]).toEqual({
			target: 'temporal.test:7233',
			login: `Basic ${Buffer.from('me:secret').toString('base64')}`,
		});
	});

	test('is not used for the embedded server, whatever the environment says', async () => {
		process.env.https_proxy = proxied().httpsProxy;
		try {
			const where = { temporalEnv: {}, network: proxied(), address: server.address };
			const temporal = await connectTemporal(where);
			await temporal.client.workflowService.getSystemInfo({});
			await temporal.close();
			const worker = await connectWorker(where);
			await worker.connection.close();
		} finally {
			delete process.env.https_proxy;
		}
		expect(asked).toEqual([]);
	});
});

test('the server that TEMPORAL_ADDRESS names is reached, in its namespace', async () => {
	const temporalEnv = { TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: 'default' };
	const temporal = await connectTemporal({ temporalEnv, network: direct });
	expect(temporal.client.options.namespace).toBe('default');
	await temporal.close();
	const worker = await connectWorker({ temporalEnv, network: direct });
	expect(worker.namespace).toBe('default');
	await worker.connection.close();
});

test('a server that is not there is told in words, without a stack or a key', async () => {
	const temporalEnv = { TEMPORAL_ADDRESS: '127.0.0.1:9', TEMPORAL_API_KEY: 's3cret' };
	const problem = {
		code: 'temporal_unavailable',
		message:
			'Temporal does not answer at 127.0.0.1:9: check that the server runs and that the TEMPORAL_* settings are right.',
	};
	const where = { temporalEnv, network: direct };
	await expect(connectTemporal(where, { timeoutMs: 500 })).rejects.toMatchObject(problem);
	await expect(connectWorker(where)).rejects.toMatchObject(problem);
});

describe('the options', () => {
	test('are the usual ones when nothing is set', () => {
		expect(temporalOptions({ temporalEnv: {}, network: direct })).toEqual({
			address: 'localhost:7233',
			namespace: 'default',
			tls: false,
			apiKey: undefined,
			metadata: {},
			proxy: null,
		});
	});

	test('an API key turns TLS on, and own certificates come on top of the usual ones', () => {
		const caFile = join(dataDir(), 'ca.pem');
		writeFileSync(caFile, '-----BEGIN CERTIFICATE-----\nOWN\n-----END CERTIFICATE-----\n');
		const temporalEnv = { TEMPORAL_ADDRESS: 'x.example', TEMPORAL_API_KEY: 'k' };
		const plain = temporalOptions({ temporalEnv, network: direct });
		expect(plain).toMatchObject({ address: 'x.example:7233', tls: true, apiKey: 'k' });
		const network = { ...direct, extraCaFiles: [caFile] };
		const { tls } = temporalOptions({ temporalEnv, network });
		const ca = typeof tls === 'object' ? tls.serverRootCACertificate : undefined;
		const text = Buffer.from(ca ?? []).toString();
		expect(text).toContain('OWN');
		expect(text.match(/BEGIN CERTIFICATE/gu)?.length).toBeGreaterThan(10);
	});

	test('a configuration file counts when it is named', () => {
		const file = join(dataDir(), 'temporal.toml');
		writeFileSync(
			file,
			'[profile.prod]\naddress = "prod.example:7233"\nnamespace = "shorts"\n',
		);
		const temporalEnv = { TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'prod' };
		expect(temporalOptions({ temporalEnv, network: direct })).toMatchObject({
			address: 'prod.example:7233',
			namespace: 'shorts',
		});
	});

	test('a configuration file that cannot be used is told in words, without its content', () => {
		const file = join(dataDir(), 'temporal.toml');
		writeFileSync(file, '[profile.prod]\napi_key = "s3cret\n');
		const temporalEnv = { TEMPORAL_CONFIG_FILE: file };
		expect(() => temporalOptions({ temporalEnv, network: direct })).toThrow(
			"Temporal's settings cannot be used: check TEMPORAL_PROFILE, TEMPORAL_CONFIG_FILE and the TEMPORAL_TLS_* paths.",
		);
	});
});
