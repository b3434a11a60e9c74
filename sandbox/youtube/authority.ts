import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the stand-in shows to a TLS client, and the file with the authority that the client must trust. */
export interface Identity {
	cert: string;
	key: string;
	caFile: string;
}

/** Hosts that the stand-in plays. */
export const hostNames = [
	'youtube.com',
	'*.youtube.com',
	'youtu.be',
	'*.youtube-nocookie.com',
	'*.googlevideo.com',
	'*.ytimg.com',
	'*.ggpht.com',
	'*.googleapis.com',
	'pubsubhubbub.appspot.com',
];

/**
 * A certificate authority and one certificate for all the stand-in's hosts, kept in `dir` (keys with mode 0600) and
 * made anew when they have less than 30 days left or lack a host.
 */
export async function identityIn(dir: string, now: () => number): Promise<Identity> {
	const caFile = join(dir, 'ca.pem');
	const identityFile = join(dir, 'identity.pem');
	const kept = await read(identityFile);
	if (kept && (await read(caFile)) && isFresh(kept.cert, now())) return { ...kept, caFile };

	const made = await make(now());
	await mkdir(dir, { recursive: true });
	await writeWhole(caFile, made.ca, 0o644);
	await writeWhole(identityFile, made.cert + made.key, 0o600);
	return { cert: made.cert, key: made.key, caFile };
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;

async function make(now: number): Promise<{ ca: string; cert: string; key: string }> {
	// A day back for machines whose clock is a little behind.
	const validity = { notBefore: new Date(now - dayMs), notAfter: new Date(now + 365 * dayMs) };
	const caKeys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const caKeyId = await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey);
	const authority = await x509.X509CertificateGenerator.createSelfSigned({
		name: 'CN=14ms sandbox authority',
		keys: caKeys,
		signingAlgorithm: algorithm,
		...validity,
		extensions: [
			new x509.BasicConstraintsExtension(true, 0, true),
			new x509.KeyUsagesExtension(
				x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
				true,
			),
			caKeyId,
		],
	});
	const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const leaf = await x509.X509CertificateGenerator.create({
		subject: 'CN=14ms sandbox YouTube',
		issuer: authority.subject,
		publicKey: keys.publicKey,
		signingKey: caKeys.privateKey,
		signingAlgorithm: algorithm,
		...validity,
		extensions: [
			new x509.BasicConstraintsExtension(false, undefined, true),
			new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
			new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
			new x509.SubjectAlternativeNameExtension(
				hostNames.map((value) => ({ type: 'dns', value })),
			),
			await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
			await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
		],
	});
	const secret = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
	const key = x509.PemConverter.encode(secret, 'PRIVATE KEY');
	return {
		ca: authority.toString('pem') + '\n',
		cert: leaf.toString('pem') + '\n',
		key: key + '\n',
	};
}

async function read(path: string): Promise<{ cert: string; key: string } | null> {
	const text = await readFile(path, 'utf8').catch(() => null);
	if (text === null) return null;
	const cut = text.indexOf('-----BEGIN PRIVATE KEY-----');
	return cut < 0 ? { cert: text, key: '' } : { cert: text.slice(0, cut), key: text.slice(cut) };
}

function isFresh(pem: string, now: number): boolean {
	const certificate = new x509.X509Certificate(pem);
	const names = certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.items ?? [];
	const has = (host: string): boolean => names.some(({ value }) => value === host);
	return certificate.notAfter.getTime() > now + 30 * dayMs && hostNames.every(has);
}

async function writeWhole(path: string, text: string, mode: number): Promise<void> {
	const fresh = `${path}.${crypto.randomUUID()}`;
	await writeFile(fresh, text, { mode });
	await rename(fresh, path);
}
