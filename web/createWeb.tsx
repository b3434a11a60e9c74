import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { Problem } from '../lib/errors';
import { isCallbackPath } from '../lib/webSub/callback';
import { createAnswerError } from './answerError';
import { createApi } from './api/createApi';
import { assetRoutes } from './assets';
import { authenticate } from './auth/authenticate';
import { hostGuard } from './auth/hostGuard';
import { sameSite } from './auth/sameSite';
import { createBeginConnect } from './connect/beginConnect';
import { callbackPath, connectRoutes } from './connect/connectRoutes';
import { createOAuthServer } from './oauth/createOAuthServer';
import { oauthRoutePaths } from './oauth/createProvider';
import { oauthRoutes } from './oauth/oauthRoutes';
import { healthRoutes } from './health';
import { accountRoutes } from './pages/accountRoutes';
import { connectN8nRoutes } from './pages/connectN8nRoutes';
import { laneRoutes } from './pages/laneRoutes';
import { createShowPage } from './pages/layout';
import { PrivacyPage, TermsPage } from './pages/legalPages';
import { repostRoutes } from './pages/repostRoutes';
import { reviewRoutes } from './pages/reviewRoutes';
import { signInRoutes } from './pages/signInRoutes';
import { syncRoutes } from './pages/syncs/syncRoutes';
import { safeHeaders } from './safeHeaders';
import { tikTokWebhook, tikTokWebhookPath } from './webhooks/tikTokWebhook';
import { youTubeWebSub } from './webhooks/youTubeWebSub';
import type { WebDeps, WebEnv } from './webDeps';

/** Room for a caption of 2,200 units in the most wordy form encoding, and then some. */
const maxBodyBytes = 64_000;

const ownBodies = new Set<string>([
	oauthRoutePaths.token,
	oauthRoutePaths.revocation,
	oauthRoutePaths.registration,
]);

/** Pages, API and connect as one Hono app; it holds no long work. */
export function createWeb(deps: WebDeps): OpenAPIHono<WebEnv> {
	const { settings } = deps;
	const show = createShowPage(deps);
	const errors = createAnswerError(deps, show);
	const app = new OpenAPIHono<WebEnv>();
	app.onError(errors.onError);
	app.notFound(errors.notFound);

	app.use(safeHeaders(settings));
	app.use(hostGuard(settings));
	app.use(async (c, next) => {
		c.set('viewer', null);
		if (/%00/.test(c.req.url)) throw new Problem('bad_request', 'The address is not valid.');
		return next();
	});
	app.use(authenticate(deps, isPublic(settings)));
	app.use(sameSite(settings));
	const limit = bodyLimit({
		maxSize: maxBodyBytes,
		onError: () => {
			throw new Problem('too_large', 'The body is too large: 64 kB is the most.');
		},
	});
	// oidc-provider reads its bodies itself, 56 kB at most; one that comes in chunks would be used up here.
	app.use((c, next) => (ownBodies.has(c.req.path) ? next() : limit(c, next)));
	app.use(methodNotAllowed({ app, onMethodNotAllowed: errors.methodNotAllowed }));

	app.get('/terms', (c) => show(c, { title: 'Terms', children: <TermsPage {...settings} /> }));
	app.get('/privacy', (c) =>
		show(c, { title: 'Privacy', children: <PrivacyPage {...settings} /> }),
	);
	app.route('/', assetRoutes());
	app.route('/', healthRoutes(deps));
	app.route('/', signInRoutes(deps, show));
	const begin = createBeginConnect(deps);
	const oauth = createOAuthServer(deps);
	app.route('/', oauthRoutes(deps, oauth, begin, show));
	app.route('/', connectRoutes(deps, oauth, begin, show));
	app.route('/', tikTokWebhook(deps));
	app.route('/', youTubeWebSub(deps));
	app.route('/', accountRoutes(deps, show));
	app.route('/', laneRoutes(deps, show));
	app.route('/', connectN8nRoutes(deps, show));
	app.route('/', repostRoutes(deps, show));
	app.route('/', reviewRoutes(deps, show));
	app.route('/', syncRoutes(deps, show));
	app.route('/api/v1', createApi(deps));
	return app;
}

/** The callback proves itself by its state, which is bound to the browser that began; a webhook by its signature or address. */
function isPublic(settings: WebDeps['settings']): (path: string) => boolean {
	const open = new Set([
		'/healthz',
		'/readyz',
		'/terms',
		'/privacy',
		'/sign-in',
		'/connect/tiktok',
		'/connect/tiktok/finish',
		callbackPath(settings),
		tikTokWebhookPath,
	]);
	const prefixes = ['/assets/', '/oauth/', '/.well-known/'];
	return (path) =>
		open.has(path) ||
		isCallbackPath(path) ||
		prefixes.some((prefix) => path.startsWith(prefix));
}
