import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse, isLosslessNumber } from 'lossless-json';
import { z } from 'zod';

import type { TikTokOptions, TikTokStandIn } from '../../../sandbox/tiktok/options';
import { startTikTok } from '../../../sandbox/tiktok/startTikTok';

export const redirectUri = 'http://localhost:3000/api/tiktok/callback';
export const allScopes =
	'user.info.basic,user.info.profile,user.info.stats,video.list,video.upload,video.publish';

/** Starts a stand-in in a folder of its own, hands it to `use`, and removes both. */
export async function withTikTok(
	options: Omit<TikTokOptions, 'dir'>,
	use: (tiktok: TikTokStandIn) => Promise<void>,
): Promise<void> {
	const dir = await mkdtemp(join(tmpdir(), 'tiktok-'));
	const tiktok = await startTikTok({ dir, ...options });
	try {
		await use(tiktok);
	} finally {
		await tiktok.close();
		await rm(dir, { recursive: true, force: true });
	}
}

export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
/** Hex, as TikTok wants it; the vector of facts/tiktok.md §1. */
export const challenge = '13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3';

/** A right authorize call; `change` replaces parameters, null leaves one out. */
export function authorizeUrl(
	tiktok: TikTokStandIn,
	change: Record<string, string | null> = {},
): string {
	const query = new URLSearchParams({
		client_key: tiktok.clientKey,
		scope: allScopes,
		redirect_uri: redirectUri,
		state: 'a state',
		response_type: 'code',
		code_challenge: challenge,
		code_challenge_method: 'S256',
	});
	for (const [name, value] of Object.entries(change)) {
		if (value === null) query.delete(name);
		else query.set(name, value);
	}
	return `${tiktok.authorizeUrl}?${query.toString()}`;
}

export async function codeFor(
	tiktok: TikTokStandIn,
	user: string,
	change: Record<string, string | null> = {},
): Promise<string> {
	const url = authorizeUrl(tiktok, { sandbox_user: user, sandbox_decision: 'allow', ...change });
	const answer = await fetch(url, { redirect: 'manual' });
	expect(answer.status).toBe(302);
	return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

export async function postForm(
	tiktok: TikTokStandIn,
	path: string,
	form: Record<string, string>,
): Promise<{ status: number; body: Record<string, unknown> }> {
	const { clientKey: client_key, clientSecret: client_secret } = tiktok;
	const answer = await fetch(`${tiktok.origin}${path}`, {
		method: 'POST',
		body: new URLSearchParams({ client_key, client_secret, ...form }),
	});
	return { status: answer.status, body: record.parse(await answer.json()) };
}

export function exchange(tiktok: TikTokStandIn, code: string, form: Record<string, string> = {}) {
	return postForm(tiktok, '/v2/oauth/token/', {
		grant_type: 'authorization_code',
		code,
		redirect_uri: redirectUri,
		code_verifier: verifier,
		...form,
	});
}

const tokenSchema = z.object({
	open_id: z.string(),
	scope: z.string(),
	access_token: z.string(),
	expires_in: z.number(),
	refresh_token: z.string(),
	refresh_expires_in: z.number(),
	token_type: z.literal('Bearer'),
});
export type Tokens = z.infer<typeof tokenSchema>;

/** The whole walk; `scopes` is what the person grants. */
export async function connect(
	tiktok: TikTokStandIn,
	user = 'sandbox_creator',
	scopes = allScopes,
): Promise<Tokens> {
	const code = await codeFor(tiktok, user, { sandbox_scopes: scopes });
	return tokenSchema.parse((await exchange(tiktok, code)).body);
}

export function refreshWith(tiktok: TikTokStandIn, refresh_token: string) {
	const form = { grant_type: 'refresh_token', refresh_token };
	return postForm(tiktok, '/v2/oauth/token/', form);
}

const record = z.record(z.string(), z.unknown());
const envelope = z.object({
	data: record.default({}),
	error: z.object({ code: z.string(), message: z.string(), log_id: z.string() }),
});

export interface Reply {
	status: number;
	code: string;
	message: string;
	data: Record<string, unknown>;
	text: string;
}

/** A POST to TikTok's API as it should be; `headers` replaces some. */
export async function callApi(
	tiktok: TikTokStandIn,
	token: string,
	path: string,
	body: unknown = {},
	headers: Record<string, string> = {},
): Promise<Reply> {
	const answer = await fetch(`${tiktok.origin}${path}`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${token}`,
			'content-type': 'application/json; charset=UTF-8',
			...headers,
		},
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	return replyOf(answer.status, await answer.text());
}

export async function getUserInfo(tiktok: TikTokStandIn, token: string, fields: string) {
	const url = `${tiktok.origin}/v2/user/info/?fields=${fields}`;
	const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
	return replyOf(answer.status, await answer.text());
}

function replyOf(status: number, text: string): Reply {
	const { data, error } = envelope.parse(plain(parse(text)));
	return { status, code: error.code, message: error.message, data, text };
}

/** Big numbers become strings of digits, so that nothing is rounded. */
function plain(value: unknown): unknown {
	if (isLosslessNumber(value)) {
		return value.toString().length > 15 ? value.toString() : Number(value.toString());
	}
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

export const creatorInfoPath = '/v2/post/publish/creator_info/query/';
export const directPath = '/v2/post/publish/video/init/';
export const inboxPath = '/v2/post/publish/inbox/video/init/';
export const statusPath = '/v2/post/publish/status/fetch/';

export function sourceOf(sizeBytes: number, chunkSizeBytes = sizeBytes) {
	return {
		source: 'FILE_UPLOAD',
		video_size: sizeBytes,
		chunk_size: chunkSizeBytes,
		total_chunk_count: Math.floor(sizeBytes / chunkSizeBytes),
	};
}

const begunSchema = z.object({ publish_id: z.string().max(64), upload_url: z.string().max(256) });
export interface Begun {
	publishId: string;
	uploadUrl: string;
}

export function begunOf(reply: Reply): Begun {
	expect(reply.code).toBe('ok');
	const { publish_id, upload_url } = begunSchema.parse(reply.data);
	return { publishId: publish_id, uploadUrl: upload_url };
}

export async function beginInbox(
	tiktok: TikTokStandIn,
	token: string,
	sizeBytes: number,
	chunkSizeBytes = sizeBytes,
): Promise<Begun> {
	const source_info = sourceOf(sizeBytes, chunkSizeBytes);
	return begunOf(await callApi(tiktok, token, inboxPath, { source_info }));
}

export async function beginDirect(
	tiktok: TikTokStandIn,
	token: string,
	sizeBytes: number,
	postInfo: object = { privacy_level: 'PUBLIC_TO_EVERYONE', title: 'A caption' },
): Promise<Begun> {
	expect((await callApi(tiktok, token, creatorInfoPath)).code).toBe('ok');
	const body = { post_info: postInfo, source_info: sourceOf(sizeBytes) };
	return begunOf(await callApi(tiktok, token, directPath, body));
}

export function fetchStatus(tiktok: TikTokStandIn, token: string, publishId: string) {
	return callApi(tiktok, token, statusPath, { publish_id: publishId });
}
