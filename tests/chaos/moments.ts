import type { TikTokMoment } from '../../sandbox/tiktok/options';
import type { YouTubeMoment } from '../../sandbox/youtube/createSite';
import type { Phase, Step } from './plan';

/** Acts when a repost reaches a step; the call that reached it waits meanwhile. */
export type OnStep = (step: Step, phase: Phase) => Promise<void>;

interface Watched {
	user: string;
	videoId: string;
	onStep: OnStep;
	creatorInfos: number;
}

/** Tells the runs of the calls that the stand-ins see. */
export class Moments {
	readonly #watched: Watched[] = [];

	watch(user: string, videoId: string, onStep: OnStep): void {
		this.#watched.push({ user, videoId, onStep, creatorInfos: 0 });
	}

	readonly ofTikTok = async (moment: TikTokMoment): Promise<void> => {
		const run = this.#watched.find(({ user }) => user === moment.user);
		const step = run && stepOf(moment, run);
		if (step) await run.onStep(step, moment.phase);
	};

	readonly ofYouTube = async ({ videoId, part }: YouTubeMoment): Promise<void> => {
		const run = this.#watched.find((each) => each.videoId === videoId);
		await run?.onStep(part === 'page' ? 'look up' : 'download', 'asked');
	};
}

/** The first creator_info asks how long a video may be, later ones come right before an init. */
function stepOf(moment: TikTokMoment, run: Watched): Step | null {
	switch (moment.endpoint) {
		case 'creator_info':
			if (moment.phase === 'asked') run.creatorInfos++;
			return run.creatorInfos <= 1 ? 'prepare' : 'creator_info';
		case 'video/init':
		case 'inbox/video/init':
			return 'init';
		case 'upload':
			if (moment.isLastChunk) return 'last chunk';
			return moment.chunk === 0 ? 'first chunk' : 'middle chunk';
		case 'status/fetch':
			return 'status';
		default:
			return null;
	}
}
