import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startYouTube } from '../../sandbox/youtube/startYouTube';
import { createChannelPages } from '../../services/youtube/createChannelPages';
import { samples, ytDlpOptions } from '../../tests/services/youtube/youtubeBench';
import { processUsage } from './processUsage';

export interface NaiveLook {
	shorts: number;
	requests: number;
	cpuMs: number;
}

const looks = 4;

/** The obvious alternative: the channel's whole list by yt-dlp at each look. */
export async function naivePoller(shorts: number): Promise<NaiveLook> {
	const dir = await mkdtemp(join(tmpdir(), '14ms-bench-'));
	const youtube = await startYouTube({ dir, videos: await samples('small') });
	try {
		const { id } = youtube.channels.add();
		for (let n = 0; n < shorts; n++) youtube.channels.publish(id, { title: `Short ${n}` });
		const pages = createChannelPages(ytDlpOptions(youtube));
		const ask = () => pages.shorts(id, { atMost: null, signal: AbortSignal.timeout(120_000) });
		await ask();
		youtube.forget();
		const before = ofChildren();
		for (let n = 0; n < looks; n++) await ask();
		const requests = Object.values(youtube.counts()).reduce((sum, n) => sum + n, 0);
		return { shorts, requests: requests / looks, cpuMs: (ofChildren() - before) / looks };
	} finally {
		await youtube.close();
		await rm(dir, { recursive: true });
	}
}

/** CPU of the programs that have ended. */
function ofChildren(): number {
	return processUsage(process.pid)?.childrenCpuMs ?? Number.NaN;
}
