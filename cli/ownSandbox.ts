import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import type { Settings, TikTokSettings } from '../services/settings';

/** The sandbox inside `up`, and the settings that it stands for. */
export async function startOwnSandbox(
	{ dataDir, publicUrl }: Settings,
	ffmpegPath: string,
): Promise<{
	sandbox: Sandbox;
	tiktok: TikTokSettings;
	youtubeVia: { proxy: string; caFile: string };
}> {
	const sandbox = await startSandbox({ dir: join(dataDir, 'stand-ins'), ffmpegPath });
	const { env } = sandbox;
	return {
		sandbox,
		tiktok: {
			clientKey: env.TIKTOK_CLIENT_KEY,
			clientSecret: env.TIKTOK_CLIENT_SECRET,
			redirectUri: `${publicUrl}/api/tiktok/callback`,
			authorizeUrl: env.TIKTOK_AUTHORIZE_URL,
			apiUrl: env.TIKTOK_API_URL,
			isStandIn: true,
		},
		youtubeVia: { proxy: env.HTTPS_PROXY, caFile: env.SSL_CERT_FILE },
	};
}
