import { Hono } from 'hono';
import { Problem } from '../../lib/errors';
import { isStale, newsIn, signatureParts } from '../../lib/tiktok/webhook';
import type { WebDeps, WebEnv } from '../webDeps';
import { isSignedByTikTok } from './isSignedByTikTok';
import { createRecentlySeen } from './recentlySeen';

export const tikTokWebhookPath = '/api/tiktok/webhook';

/**
 * Where TikTok says by itself that something has happened. The answer is 200 as soon as the signature is known to be
 * TikTok's; what it leads to is done afterwards. What gets lost on the way is found out by asking.
 */
export function tikTokWebhook({
	settings,
	desk,
	log,
	now = () => new Date(),
}: Pick<WebDeps, 'settings' | 'desk' | 'log'> & { now?: () => Date }): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();
	const isRepeated = createRecentlySeen();

	routes.post(tikTokWebhookPath, async (c) => {
		const header = c.req.header('tiktok-signature');
		const rawBody = new Uint8Array(await c.req.arrayBuffer());
		const secret = settings.tiktok?.clientSecret;
		if (!secret || !isSignedByTikTok(header, rawBody, secret)) {
			throw new Problem(
				'forbidden',
				'This is not signed by TikTok with the client secret of this 14ms: check TIKTOK_CLIENT_SECRET.',
			);
		}
		const { seconds, signature } = signatureParts(header) ?? { seconds: '', signature: '' };
		if (isStale(seconds, now().getTime())) {
			throw new Problem(
				'forbidden',
				'The signature is more than five minutes old: check the clock of this machine.',
			);
		}
		const news = newsIn(Buffer.from(rawBody).toString());
		if (!news || news.about === 'other') {
			log.info({ event: news?.event ?? null }, 'TikTok sent an event of no use here.');
		} else if (!isRepeated(`${seconds}.${signature}`)) {
			desk.hear(news).catch((error: unknown) => {
				log.warn({ err: error, event: news.event }, 'TikTok’s event led to nothing.');
			});
		}
		return c.json({ ok: true });
	});

	return routes;
}
