import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { WebDeps, WebEnv } from '../webDeps';

interface PageProps {
	title: string;
	children: Child;
	status?: ContentfulStatusCode;
	/** Asks the browser without JavaScript to load the page again, too. */
	refreshSec?: number;
	scripts?: ('live' | 'review')[];
}

export type ShowPage = (c: Context<WebEnv>, page: PageProps) => Response | Promise<Response>;

/** Every page: heading, sandbox banner, content, foot. */
export function createShowPage({ settings, links }: Pick<WebDeps, 'settings' | 'links'>): ShowPage {
	return (c, { title, children, status = 200, refreshSec, scripts = [] }) => {
		const viewer = c.get('viewer');
		const page = (
			<html lang="en">
				<head>
					<meta charset="utf-8" />
					<meta name="viewport" content="width=device-width, initial-scale=1" />
					<meta name="color-scheme" content="light dark" />
					<title>{`${title} · 14ms`}</title>
					<link rel="stylesheet" href="/assets/style.css" />
					<link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
					{scripts.map((name) => (
						<script src={`/assets/${name}.js`} defer></script>
					))}
					{refreshSec && (
						<noscript>
							<meta http-equiv="refresh" content={String(refreshSec)} />
						</noscript>
					)}
				</head>
				<body>
					{settings.mode === 'sandbox' && <SandboxBanner url={links.sandbox} />}
					<header>
						<a class="brand" href="/">
							14ms
						</a>
						{viewer && (
							<nav>
								<a href="/">Reposts</a>
								<a href="/syncs">Channels</a>
								<a href="/accounts">Accounts</a>
								<a href="/n8n">n8n</a>
							</nav>
						)}
						{viewer?.by === 'operator (browser)' && (
							<form method="post" action="/sign-out">
								<button class="quiet">Sign out</button>
							</form>
						)}
					</header>
					<main>{children}</main>
					<footer>
						<a href="/terms">Terms</a>
						<a href="/privacy">Privacy</a>
						{viewer && <a href="/api/v1/openapi.json">API</a>}
						{viewer && links.temporalUi && <a href={links.temporalUi}>Temporal</a>}
					</footer>
				</body>
			</html>
		);
		return c.html(html`<!doctype html>${page}`, status);
	};
}

const SandboxBanner = ({ url }: { url: string | null }) => (
	<p class="sandbox" role="status">
		Sandbox: nothing reaches TikTok or YouTube. {url && <a href={url}>See what was posted</a>}
	</p>
);
