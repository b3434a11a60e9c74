import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import * as x509 from '@peculiar/x509';
import axios from 'axios';
import { Problem } from '../../../lib/errors';
import { createAgents, trustExtraCas } from '../../../services/http/agents';
import type { NetworkSettings } from '../../../services/settings';

const folder = mkdtempSync(path.join(tmpdir(), 'agents-'));
const caFile = path.join(folder, 'ca.pem');
const usualCas = tls.getCACertificates('default');
const closers: (() => void)[] = [];

/** What the proxy was asked for, e.g. `CONNECT open.tiktokapis.test:443`. */
const seen: string[] = [];
let proxyUrl = '';
let httpsPort = 0;
let httpPort = 0;

const noNetwork: NetworkSettings = {
	httpProxy: null,
	httpsProxy: null,
	noProxy: [],
	extraCaFiles: [],
};

beforeAll(async () => {
	const { key, cert } = await selfSigned(['open.tiktokapis.test', 'localhost']);
	writeFileSync(caFile, cert);
	const secure = https.createServer({ key, cert }, (_req, res) => res.end('secure answer'));
	const plain = http.createServer((_req, res) => res.end('plain answer'));
	httpsPort = await listen(secure);
	httpPort = await listen(plain);

	// Whatever host is asked for, the proxy leads to the servers above.
	const proxy = http.createServer((req, res) => {
		seen.push(`${req.method ?? ''} ${req.url ?? ''}`);
		res.end('from the proxy');
	});
	proxy.on('connect', (req, client: net.Socket, head) => {
		seen.push(`CONNECT ${req.url ?? ''} ${req.headers['proxy-authorization'] ?? ''}`.trim());
		const upstream = net.connect(httpsPort, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			upstream.write(head);
			upstream.pipe(client).pipe(upstream);
		});
		upstream.on('error', () => client.destroy());
		client.on('error', () => upstream.destroy());
	});
	proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
});

beforeEach(() => {
	seen.length = 0;
	tls.setDefaultCACertificates(usualCas);
});

afterAll(() => {
	tls.setDefaultCACertificates(usualCas);
	for (const close of closers) close();
	rmSync(folder, { recursive: true });
});

test('https goes through the proxy by CONNECT, its certificate checked against the extra CA', async () => {
	trustExtraCas([caFile]);
	const agents = createAgents({ ...noNetwork, httpsProxy: proxyUrl });
	const { data } = await axios.get<string>('https://open.tiktokapis.test/v2/', {
		...agents,
		maxRedirects: 0,
	});
	expect(data).toBe('secure answer');
	expect(seen).toEqual(['CONNECT open.tiktokapis.test:443']);
});

test('a proxy’s user name and password reach the proxy', async () => {
	trustExtraCas([caFile]);
	const httpsProxy = proxyUrl.replace('http://', 'http://me:word@');
	const agents = createAgents({ ...noNetwork, httpsProxy });
	await axios.get('https://open.tiktokapis.test/', { ...agents, maxRedirects: 0 });
	const basic = Buffer.from('me:word').toString('base64');
	expect(seen).toEqual([`CONNECT open.tiktokapis.test:443 Basic ${basic}`]);
});

test('without the extra CA the same call is refused', async () => {
	const agents = createAgents({ ...noNetwork, httpsProxy: proxyUrl });
	await expect(
		axios.get('https://open.tiktokapis.test/v2/', { ...agents, maxRedirects: 0 }),
	).rejects.toThrow(/self-signed|unable to verify/);
});

test('http goes through the http proxy', async () => {
	const agents = createAgents({ ...noNetwork, httpProxy: proxyUrl });
	const { data } = await axios.get<string>('http://stand-in.test/x', {
		...agents,
		maxRedirects: 0,
	});
	expect(data).toBe('from the proxy');
	expect(seen).toEqual(['GET http://stand-in.test/x']);
});

test('loopback is never proxied, by any of its names', async () => {
	trustExtraCas([caFile]);
	const agents = createAgents({ ...noNetwork, httpProxy: proxyUrl, httpsProxy: proxyUrl });
	const options = { ...agents, maxRedirects: 0 };
	const plain = await axios.get<string>(`http://127.0.0.1:${httpPort}/`, options);
	const secure = await axios.get<string>(`https://localhost:${httpsPort}/`, options);
	// Nobody listens on IPv6 here: refused by the machine itself, not answered by the proxy.
	const sixth = axios.get<string>(`http://[::1]:${httpPort}/`, options);
	await expect(sixth).rejects.toThrow(/ECONN|EADDR|ENET/);
	expect([plain.data, secure.data]).toEqual(['plain answer', 'secure answer']);
	expect(seen).toEqual([]);
});

test('hosts of NO_PROXY are not proxied', async () => {
	const agents = createAgents({
		...noNetwork,
		httpProxy: proxyUrl,
		noProxy: ['.invalid'],
	});
	await expect(
		axios.get('http://stand-in.invalid/', { ...agents, maxRedirects: 0 }),
	).rejects.toThrow();
	expect(seen).toEqual([]);
});

test('the proxy variables of the environment do not count, only the settings do', async () => {
	process.env['HTTP_PROXY'] = proxyUrl;
	process.env['http_proxy'] = proxyUrl;
	try {
		const agents = createAgents(noNetwork);
		await expect(
			axios.get('http://stand-in.invalid/', { ...agents, maxRedirects: 0 }),
		).rejects.toThrow();
		expect(seen).toEqual([]);
	} finally {
		delete process.env['HTTP_PROXY'];
		delete process.env['http_proxy'];
	}
});

test.each([
	['is not there', null],
	['holds no certificate', 'hello'],
	['holds a broken one', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
])('a certificate file that %s is named in one sentence', (_title, text) => {
	const file = path.join(folder, 'bad.pem');
	rmSync(file, { force: true });
	if (text !== null) writeFileSync(file, text);
	expect(() => trustExtraCas([file])).toThrow(file);
	expect(() => trustExtraCas([file])).toThrow(Problem);
});

test('trusting no extra files changes nothing', () => {
	const before = tls.getCACertificates('default').join();
	trustExtraCas([]);
	expect(tls.getCACertificates('default').join() === before).toBe(true);
});

async function listen(server: net.Server): Promise<number> {
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	closers.push(() => server.close());
	const address = server.address() as AddressInfo;
	return address.port;
}

async function selfSigned(hosts: string[]): Promise<{ key: string; cert: string }> {
	const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
	const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const cert = await x509.X509CertificateGenerator.createSelfSigned({
		name: 'CN=14ms test',
		keys,
		signingAlgorithm: algorithm,
		extensions: [
			new x509.SubjectAlternativeNameExtension(
				hosts.map((value) => ({ type: 'dns' as const, value })),
			),
			new x509.BasicConstraintsExtension(true),
		],
	});
	const der = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
	return { key: x509.PemConverter.encode(der, 'PRIVATE KEY'), cert: cert.toString('pem') };
}
