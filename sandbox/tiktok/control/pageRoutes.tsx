import type { Hono } from 'hono';

import type { NodeEnv } from '../connection';
import { postDraft, settle } from '../publishes/settle';
import type { World } from '../world';
import { Page } from '../Page';
import { SandboxPage, SandboxState } from './SandboxPage';
import { videoResponse } from './videoResponse';

/** The pages for people, and what they show. */
export function pageRoutes(app: Hono<NodeEnv>, world: World): void {
	app.get('/', (c) => c.redirect('/sandbox'));
	app.get('/sandbox', (c) => {
		settle(world);
		return c.html(<SandboxPage {...world.state} />);
	});
	app.get('/sandbox/live', (c) => {
		settle(world);
		return c.html(<SandboxState {...world.state} />);
	});
	app.post('/sandbox/page/:action{post-draft|discard-draft}', async (c) => {
		const publishId = new URLSearchParams(await c.req.text()).get('publishId');
		const publish = world.state.publishes.find((known) => known.publishId === publishId);
		if (publish && c.req.param('action') === 'post-draft') postDraft(world, publish);
		else if (publish?.status === 'SEND_TO_USER_INBOX') publish.discarded = true;
		world.save();
		return c.redirect('/sandbox', 303);
	});
	app.get('/sandbox/videos/:publishId', (c) => {
		const publishId = c.req.param('publishId');
		const publish = world.state.publishes.find((known) => known.publishId === publishId);
		if (publish?.sha256 == null) return c.notFound();
		const file = { path: world.bytesPath(publishId), sizeBytes: publish.sizeBytes };
		return videoResponse(file, publish.contentType, c.req.header('range'));
	});
	app.get('/sandbox/avatars/:file{[\\w.]+\\.svg}', (c) => {
		const letter = c.req.param('file').charAt(0).toUpperCase();
		return c.body(avatar(letter), 200, { 'content-type': 'image/svg+xml' });
	});
	app.notFound((c) =>
		c.req.path.startsWith('/v2/')
			? c.text('Unsupported path', 404)
			: c.html(
					<Page title="Not found">
						<h1>There is no such page</h1>
						<p>
							<a href="/sandbox">See what was posted</a>
						</p>
					</Page>,
					404,
				),
	);
}

function avatar(letter: string): string {
	return (
		'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">' +
		'<rect width="100" height="100" fill="#7048e8"/>' +
		'<text x="50" y="68" font-family="sans-serif" font-size="52" fill="#fff" ' +
		`text-anchor="middle">${letter}</text></svg>`
	);
}
