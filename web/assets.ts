import { Hono } from 'hono';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WebEnv } from './webDeps';

const types = {
	'style.css': 'text/css; charset=utf-8',
	'live.js': 'text/javascript; charset=utf-8',
	'review.js': 'text/javascript; charset=utf-8',
	'icon.svg': 'image/svg+xml',
};

/** Stylesheet, scripts and icon, read once at the start. */
export function assetRoutes(): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();
	for (const [name, type] of Object.entries(types)) {
		const content = readFileSync(join(__dirname, 'assets', name), 'utf8');
		const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`;
		routes.get(`/assets/${name}`, (c) => {
			const headers = { ETag: etag, 'Cache-Control': 'no-cache' };
			if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
			return c.body(content, 200, { ...headers, 'Content-Type': type });
		});
	}
	return routes;
}
