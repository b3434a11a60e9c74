import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { freePort } from '../demo/freePort';
import { apiOf, until, type Api } from '../demo/look';
import { fourteenMs } from '../demo/processes';
import { slowUploads } from '../demo/slowUploads';
import { recipes } from '../sandbox/samples/recipes';
import { processEnvironment } from '../services/config';
import { locateTools } from '../services/toolchain/locate';
import { openChromium } from './screenshots/openChromium';
import { takeLane } from './screenshots/takeLane';
import { takeSync } from './screenshots/takeSync';
import { shrinkPicture } from './screenshots/shrinkPicture';

const images = join(__dirname, 'images');

/** Slow enough that a picture can be taken while it runs. */
const uploadBytesPerSecond = 5_000_000;
const pictureAtBytes = 25_000_000;

const spinnerMs = 4_000;

makeScreenshots().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);

/** `npm run docs:screenshots`: starts 14ms in sandbox mode, uses it with a real browser, and takes docs/images/*.png. */
async function makeScreenshots(): Promise<void> {
	await using stack = new AsyncDisposableStack();
	const folder = await mkdtemp(join(tmpdir(), '14ms-docs-'));
	stack.defer(() => rm(folder, { recursive: true, force: true }));
	const { PATH, HOME, TERM } = processEnvironment();
	const port = await freePort();
	const baseUrl = `http://localhost:${port}`;
	const dataDir = join(folder, 'data');
	const env = { PATH, HOME, TERM, PORT: String(port), DATA_DIR: dataDir };

	say('Starting 14ms in sandbox mode …');
	const up = fourteenMs(['up'], { env, cwd: folder });
	stack.defer(() => up.stop());
	await up.line(/Ctrl-C/);
	const links = linksIn(up.output());
	const api = apiOf(baseUrl, join(dataDir, 'sandbox'));

	const { browser, context } = await openChromium();
	stack.defer(() => browser.close());
	const page = await context.newPage();

	await signIn(page, links.signIn);
	await connect(page, baseUrl);
	await toInbox(page, baseUrl, api);
	await review(page, baseUrl, api);
	await postWhileWatched(page, baseUrl, api, links.sandbox);
	await approve(page, baseUrl, api);
	await sandboxPage(page, links.sandbox);
	await temporalPage(page, links.temporal, recipes.large.id);
	await syncPictures(page, baseUrl, api);
	await lanePicture(page, baseUrl, api);
	await shrinkAll(PATH ?? '');
}

function linksIn(output: string): { signIn: string; temporal: string; sandbox: string } {
	const after = (label: string): string => {
		const link = new RegExp(`${label}: +(\\S+)`).exec(output)?.[1];
		if (!link) throw new Error(`\`14ms up\` printed no “${label}”.`);
		return link;
	};
	return {
		signIn: after('Sign in \\(once\\)'),
		temporal: after('Temporal'),
		sandbox: after('What was posted'),
	};
}

async function signIn(page: Page, link: string): Promise<void> {
	await page.goto(link);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await page.getByRole('link', { name: 'Connect your TikTok account' }).waitFor();
}

async function connect(page: Page, baseUrl: string): Promise<void> {
	await page.goto(baseUrl);
	await page.getByRole('link', { name: 'Connect your TikTok account' }).click();
	await page.getByRole('button', { name: 'Allow' }).waitFor();
	await take(page, 'consent');
	await page.getByRole('button', { name: 'Allow' }).click();
	await page.getByText('Connected:').waitFor();
	await take(page, 'accounts');
}

async function toInbox(page: Page, baseUrl: string, api: Api): Promise<void> {
	await ask(page, baseUrl, recipes.small.id, 'TikTok inbox');
	await ended(api, recipes.small.id, 'delivered');
	await page.reload();
	await page.getByText('In your TikTok inbox').first().waitFor();
	await take(page, 'repost');
}

async function review(page: Page, baseUrl: string, api: Api): Promise<void> {
	await ask(page, baseUrl, recipes.needsTranscoding.id, 'Ask me first');
	await ended(api, recipes.needsTranscoding.id, 'awaitingReview');
	await page.reload();
	await page.setViewportSize({ width: 1100, height: 800 });
	await page.getByRole('link', { name: 'Review it' }).click();
	await videosShow(page);
	await take(page, 'review');
}

async function approve(page: Page, baseUrl: string, api: Api): Promise<void> {
	await page.goto(baseUrl);
	await page.getByRole('link', { name: 'Review it' }).click();
	await page.getByLabel('Who can watch this video').selectOption('PUBLIC_TO_EVERYONE');
	await page.getByLabel('Comment').check();
	await page.getByRole('button', { name: 'Approve and post' }).click();
	await ended(api, recipes.needsTranscoding.id, 'published');
}

/** The list while a large Short is on its way. */
async function postWhileWatched(
	page: Page,
	baseUrl: string,
	api: Api,
	sandboxUrl: string,
): Promise<void> {
	await slowUploads(sandboxUrl, uploadBytesPerSecond);
	await ask(page, baseUrl, recipes.large.id, 'Post automatically', 'PUBLIC_TO_EVERYONE');
	await page.goto(baseUrl);
	await until('the upload', async () => {
		const repost = await api.repostOf(recipes.large.id);
		const done = repost?.state === 'uploading' ? (repost.progress?.doneBytes ?? 0) : 0;
		return done > pictureAtBytes ? done : null;
	});
	await page.reload();
	await page.getByText('Uploading').waitFor();
	await take(page, 'home');
	await ended(api, recipes.large.id, 'published');
}

async function sandboxPage(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await videosShow(page);
	const posts = await page.locator('section').first().boundingBox();
	if (!posts) throw new Error('The sandbox shows no posts.');
	await page.screenshot({
		path: join(images, 'sandbox.png'),
		fullPage: true,
		clip: { x: 0, y: 0, width: 1100, height: Math.ceil(posts.y + posts.height + 24) },
	});
	say('  docs/images/sandbox.png');
}

async function lanePicture(page: Page, baseUrl: string, api: Api): Promise<void> {
	await page.setViewportSize({ width: 1100, height: 480 });
	await takeLane(page, { baseUrl, token: api.token, path: join(images, 'lane.png') });
	say('  docs/images/lane.png');
}

async function syncPictures(page: Page, baseUrl: string, { token }: Api): Promise<void> {
	await page.setViewportSize({ width: 1100, height: 480 });
	await takeSync(page, { baseUrl, token, images });
	say('  docs/images/sync.png, sync-follow.png');
}

/** Temporal's own page of the workflow that posted `videoId`. */
async function temporalPage(page: Page, url: string, videoId: string): Promise<void> {
	// The page scrolls inside itself.
	await page.setViewportSize({ width: 1280, height: 1140 });
	await page.goto(`${url}/namespaces/default/workflows`);
	await page
		.getByRole('link', { name: new RegExp(videoId) })
		.first()
		.click();
	await page.getByText('transferVideo').first().waitFor();
	await take(page, 'temporal');
}

/** Asks for a repost by the form of the first page; ends on the page of the repost. */
async function ask(
	page: Page,
	baseUrl: string,
	videoId: string,
	posting: string,
	privacy?: string,
): Promise<void> {
	await page.goto(baseUrl);
	await page.getByLabel('YouTube Short').fill(`https://www.youtube.com/shorts/${videoId}`);
	await page.getByLabel(posting).check();
	if (privacy) await page.getByLabel('Who can watch it').selectOption(privacy);
	await page.getByLabel('This is my video').check();
	await page.getByRole('button', { name: 'Repost', exact: true }).click();
	await page.getByRole('heading', { name: 'What happened' }).waitFor();
}

async function ended(api: Api, videoId: string, state: string): Promise<void> {
	await until(`${videoId} to be ${state}`, async () => {
		const repost = await api.repostOf(videoId);
		if (repost?.state === 'failed') throw new Error(`The repost of ${videoId} failed.`);
		return repost?.state === state ? repost : null;
	});
}

/** A video is black until it is painted, so each is wound to its middle. */
async function videosShow(page: Page): Promise<void> {
	await page.evaluate(`Promise.all([...document.querySelectorAll('video')].map(async (video) => {
		const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
		while (video.readyState < 2) await frame();
		video.currentTime = video.duration / 2;
		await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
		while (video.seeking) await frame();
	}))`);
	// Chromium's spinner finishes its turn out of every script's sight.
	await page.waitForTimeout(spinnerMs);
}

async function shrinkAll(path: string): Promise<void> {
	const tools = { ytDlpPath: null, ffmpegPath: null, temporalCliPath: null };
	const { ffmpegPath } = await locateTools({ tools, root: join(__dirname, '..'), path });
	for (const name of await readdir(images)) {
		if (name.endsWith('.png')) await shrinkPicture(ffmpegPath, join(images, name));
	}
}

async function take(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: join(images, `${name}.png`), fullPage: true });
	say(`  docs/images/${name}.png`);
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}
