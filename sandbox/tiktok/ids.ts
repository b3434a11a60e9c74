import { createHash, randomBytes, randomInt } from 'node:crypto';

/** 19 digits that a double cannot hold, so that a client which parses ids as numbers is found out. */
export function newPostId(): string {
	const id = `7${digits(18)}`;
	return BigInt(Number(id)) === BigInt(id) ? newPostId() : id;
}

export function newPublishId(mode: 'inbox' | 'direct'): string {
	return `${mode === 'direct' ? 'v_pub_file~v2-1.' : 'v_inbox_file~v2.'}7${digits(18)}`;
}

/** With the characters that real codes have, and that a client must decode exactly once. */
export function newCode(): string {
	return `${secret(32)}*0!6410.va`;
}

export function newAccessToken(): string {
	return `act.${secret(40)}!6410.va`;
}

export function newRefreshToken(): string {
	return `rft.${secret(40)}!6410.va`;
}

export function newUploadToken(): string {
	return secret(32);
}

export function newUploadId(): string {
	return `7${digits(18)}`;
}

export function newLogId(): string {
	return `20${digits(12)}${randomBytes(9).toString('hex').toUpperCase()}`;
}

export function newClientKey(): string {
	return `sbaw${randomBytes(7).toString('hex')}`;
}

export function newClientSecret(): string {
	return randomBytes(16).toString('hex');
}

/** The same person under other client keys has another one. */
export function openIdOf(clientKey: string, username: string): string {
	return `-000${digest(`${clientKey} ${username}`).slice(0, 32)}`;
}

/** One for each person, the same for all apps of the developer. */
export function unionIdOf(username: string): string {
	const hex = createHash('sha256').update(`union ${username}`).digest('hex');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('base64url');
}

function secret(bytes: number): string {
	return randomBytes(bytes).toString('base64url');
}

function digits(count: number): string {
	return Array.from({ length: count }, () => randomInt(10)).join('');
}
