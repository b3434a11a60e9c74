import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSamples } from '../../../sandbox/samples/makeSamples';
import type { SampleName } from '../../../sandbox/samples/recipes';
import type { SampleVideo } from '../../../sandbox/samples/SampleVideo';
import { startYouTube, type YouTubeStandIn } from '../../../sandbox/youtube/startYouTube';
import { createYouTube } from '../../../services/youtube/createYouTube';
import type { YouTube } from '../../../services/youtube/youtube';
import type { YouTubeOptions } from '../../../services/youtube/ytDlpRunner';

const root = join(__dirname, '../../..');
const binaries = join(root, '.tools/imageio_ffmpeg/binaries');

export const ffmpegPath = join(
	binaries,
	readdirSync(binaries).find((name) => name.startsWith('ffmpeg')) ?? '',
);

/** Kept between runs: they are made of recipes. */
export function samples(...only: SampleName[]): Promise<SampleVideo[]> {
	return makeSamples({ dir: join(root, '.cache/samples'), ffmpegPath, only });
}

export interface Bench {
	standIn: YouTubeStandIn;
	folder: string;
	logged: string[];
	options: YouTubeOptions;
	/** The client under test, with what is changed for it. */
	client(changes?: Partial<YouTubeOptions>): YouTube;
	/** Downloads into a folder of the bench, with the client under test. */
	download(id: string, folder: string, changes?: Partial<YouTubeOptions>): Promise<string>;
	/** No fault, and nothing seen. */
	calm(): void;
	close(): Promise<void>;
}

/** The real yt-dlp in front of a stand-in with these videos. */
export async function youtubeBench(videos: SampleVideo[]): Promise<Bench> {
	const folder = await mkdtemp(join(tmpdir(), '14ms-test-youtube-'));
	const standIn = await startYouTube({ dir: join(folder, 'authority'), videos });
	const logged: string[] = [];
	const keep = (facts: Record<string, unknown>, message: string) => {
		logged.push(`${message} ${JSON.stringify(facts)}`);
	};
	const options: YouTubeOptions = {
		python: 'python3',
		ytDlp: {
			command: ['python3', '-m', 'yt_dlp'],
			env: { ...process.env, PYTHONPATH: join(root, '.tools') },
		},
		ffmpegPath,
		denoPath: join(root, 'node_modules/deno/deno'),
		cookiesFile: null,
		proxy: standIn.proxyUrl,
		caFile: standIn.caFile,
		retryGapMs: 1,
		log: { info: keep, warn: keep, error: keep },
	};
	const client: Bench['client'] = (changes = {}) => createYouTube({ ...options, ...changes });
	return {
		...{ standIn, folder, logged, options, client },
		download: (id, name, changes) =>
			client(changes).download(id, join(folder, name), {
				signal: patience(),
				onProgress: () => undefined,
			}),
		calm() {
			standIn.setFault({});
			standIn.forget();
		},
		async close() {
			await standIn.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** A bench with the small sample for all tests of a file; after each, its faults and what it has seen are gone. */
export function withSmallSample(use: (opened: { bench: Bench; small: SampleVideo }) => void): void {
	let bench: Bench | undefined;
	beforeAll(async () => {
		const [small] = await samples('small');
		if (!small) throw new Error('The sample is missing.');
		bench = await youtubeBench([small]);
		use({ bench, small });
	});
	afterEach(() => bench?.calm());
	afterAll(() => bench?.close());
}

/** What an attempt fails with. */
export async function caught(attempt: Promise<unknown>): Promise<Error> {
	try {
		await attempt;
	} catch (error) {
		if (error instanceof Error) return error;
		throw error;
	}
	throw new Error('It did not fail.');
}

/** A signal that a failing test cannot wait for ever with. */
export function patience(): AbortSignal {
	return AbortSignal.timeout(50_000);
}

/** Waits until `look` finds something; looks again every few milliseconds. */
export async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<T>> {
	const end = performance.now() + 40_000;
	for (;;) {
		const found = await look();
		if (found) return found;
		if (performance.now() > end) throw new Error('It did not come in 40 seconds.');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

export async function namesIn(folder: string): Promise<string[]> {
	return (await readdir(folder).catch(() => [])).sort();
}
