import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAgents } from '../../../services/http/agents';
import type { Log } from '../../../services/log';
import { createTikTok, type TikTokOptions } from '../../../services/tiktok/createTikTok';
import { TikTokError } from '../../../services/tiktok/tikTokError';

export const secrets = {
	clientSecret: 'the-client-secret-0123456789',
	accessToken: 'act.the-access-token-0123456789',
	refreshToken: 'rft.the-refresh-token-0123456789',
	code: 'the-code*0!6410',
	codeVerifier: 'the-verifier-0123456789012345678901234567890123',
	uploadToken: 'the-upload-token-0123456789',
};

export interface SeenRequest {
	method: string;
	/** Path and query. */
	url: string;
	headers: IncomingMessage['headers'];
	body: string;
}

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

/** A server that answers as the test says, and a client that talks to it. */
export async function scriptedTikTok(
	handler: Handler,
	options: Partial<Pick<TikTokOptions, 'timeoutMs' | 'transferTimeouts'>> = {},
) {
	const server = createServer(handler);
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	const origin = `http://127.0.0.1:${port}`;
	const lines: string[] = [];
	const line = (facts: Record<string, unknown>, message: string) => {
		lines.push(`${message} ${JSON.stringify(facts)}`);
	};
	const log: Log = { info: line, warn: line, error: line };
	const tiktok = createTikTok({
		settings: {
			clientKey: 'the-client-key',
			clientSecret: secrets.clientSecret,
			redirectUri: null,
			authorizeUrl: `${origin}/v2/auth/authorize/`,
			apiUrl: origin,
			isStandIn: true,
		},
		agents: createAgents({ httpProxy: null, httpsProxy: null, noProxy: [], extraCaFiles: [] }),
		log,
		...options,
	});
	return {
		origin,
		uploadUrl: `${origin}/upload?upload_id=1&upload_token=${secrets.uploadToken}`,
		tiktok,
		lines,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

/** Answers every request with this JSON text and keeps what was asked. */
export function answering(seen: SeenRequest[], text: string, httpStatus = 200): Handler {
	return (req, res) => {
		const parts: Buffer[] = [];
		req.on('data', (part: Buffer) => parts.push(part));
		req.on('end', () => {
			seen.push({
				method: req.method ?? '',
				url: req.url ?? '',
				headers: req.headers,
				body: Buffer.concat(parts).toString('utf8'),
			});
			res.writeHead(httpStatus, { 'Content-Type': 'application/json' }).end(text);
		});
	};
}

/** The TikTokError of a call that must fail, after checking that it tells no secret anywhere. */
export async function errorOf(call: Promise<unknown>): Promise<TikTokError> {
	const error: unknown = await call.then(
		() => null,
		(reason: unknown) => reason,
	);
	if (!(error instanceof TikTokError)) throw new Error(`No TikTokError: ${String(error)}`);
	const all = [error.message, error.stack, JSON.stringify(error), String(error.cause)].join();
	for (const secret of Object.values(secrets)) expect(all).not.toContain(secret);
	return error;
}
