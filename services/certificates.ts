import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { rootCertificates } from 'node:tls';

/**
 * One PEM file with the usual authorities and the extra ones, for programs that take a single file (yt-dlp's
 * SSL_CERT_FILE replaces what it trusts; it does not add). Null when there is nothing to add.
 */
export function certificateBundle(extraCaFiles: string[], path: string): string | null {
	if (extraCaFiles.length === 0) return null;
	const extra = extraCaFiles.map((file) => readFileSync(file, 'utf8'));
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, [...rootCertificates, ...extra].join('\n'));
	return path;
}
