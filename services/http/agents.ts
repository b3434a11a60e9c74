import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import { Problem } from '../../lib/errors';
import type { NetworkSettings } from '../settings';

/** Names follow axios's settings, so that they can be spread into a request. */
export interface Agents {
	httpAgent: http.Agent;
	httpsAgent: https.Agent;
}

const loopback = ['localhost', '127.0.0.1', '::1', '[::1]'];

/**
 * Agents that go through the proxies of the settings (Node's own support, not the environment). Loopback is never
 * proxied. Connections are not kept by default: a kept one that the other side has just closed would leave a POST in
 * doubt.
 *
 * @param only.keepAlive for what may be asked again without harm
 * @param only.caFile PEM file with an authority that these agents trust beside the process's own
 *
 * With axios, leave `proxy` unset: `proxy: false` makes it drop the agent's proxies, and unset it leaves them to such an agent.
 */
export function createAgents(
	network: Omit<NetworkSettings, 'extraCaFiles'> & Partial<NetworkSettings>,
	only: { caFile?: string; keepAlive?: boolean } = {},
): Agents {
	const proxyEnv = {
		...(network.httpProxy ? { HTTP_PROXY: network.httpProxy } : {}),
		...(network.httpsProxy ? { HTTPS_PROXY: network.httpsProxy } : {}),
		NO_PROXY: [...new Set([...network.noProxy, ...loopback])].join(','),
	};
	const { keepAlive = false } = only;
	const options = { keepAlive, proxyEnv };
	const ca = only.caFile === undefined ? [] : certificatesIn(only.caFile);
	// Made once: reading all authorities anew would cost more than the rest of a connection.
	const all = [...tls.getCACertificates('default'), ...ca];
	const trust = ca.length > 0 ? { secureContext: tls.createSecureContext({ ca: all }) } : {};
	return {
		httpAgent: new http.Agent(options),
		httpsAgent: new https.Agent({ ...options, ...trust }),
	};
}

/**
 * Makes this process trust the certificates in these PEM files too, beside Node's own and NODE_EXTRA_CA_CERTS.
 * Problem bad_settings when one cannot be read or holds none.
 */
export function trustExtraCas(files: string[]): void {
	if (files.length === 0) return;
	const extra = files.flatMap(certificatesIn);
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...extra]);
}

function certificatesIn(file: string): string[] {
	const advice = 'check NODE_EXTRA_CA_CERTS and SSL_CERT_FILE.';
	const text = readOrNull(file);
	if (text === null) {
		throw new Problem('bad_settings', `The certificate file ${file} cannot be read: ${advice}`);
	}
	const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
	if (blocks.length === 0 || !blocks.every(isCertificate)) {
		throw new Problem('bad_settings', `${file} holds no PEM certificates: ${advice}`);
	}
	return blocks;
}

function readOrNull(file: string): string | null {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return null;
	}
}

/** Node takes anything as a certificate and fails, without saying so, at the first connection. */
function isCertificate(pem: string): boolean {
	try {
		return new X509Certificate(pem).raw.length > 0;
	} catch {
		return false;
	}
}
