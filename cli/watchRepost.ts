import { setTimeout as delay } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import { Problem } from '../lib/errors';
import { isFinal } from '../lib/posting/states';
import { repostView, type RepostView } from '../lib/posting/view';
import { printable } from '../lib/printable';
import type { ApiClient } from './apiClient';
import { hint } from './printRepost';

const pollMs = 500;
/** `up` may be stopped and started again while someone waits. */
const patienceMs = 10 * 60_000;

/**
 * Follows a repost until it ends or needs a person: a bar on a terminal, a line for each new state or reason elsewhere
 * (stderr), and on both what is waited for.
 * Goes on through a restart of 14ms.
 */
export async function watchRepost(api: ApiClient, first: RepostView): Promise<RepostView> {
	const show = process.stderr.isTTY ? barDisplay(api.pagesUrl) : lineDisplay(api.pagesUrl);
	let seenAtMs = Date.now();
	let repost = first;
	try {
		for (;;) {
			show.update(repost);
			if (isFinal(repost.state) || repost.state === 'needsAttention') return repost;
			await delay(pollMs);
			const latest = await look(api, repost.id);
			if (latest) [repost, seenAtMs] = [latest, Date.now()];
			else if (Date.now() - seenAtMs > patienceMs) throw unreachable(api);
		}
	} finally {
		show.end();
	}
}

/** Null while 14ms is away. */
async function look(api: ApiClient, id: string): Promise<RepostView | null> {
	try {
		return await api.get(`/reposts/${encodeURIComponent(id)}`, repostView);
	} catch (error) {
		const isAway = error instanceof Problem && error.exitCode === 1;
		if (isAway) return null;
		throw error;
	}
}

function unreachable({ baseUrl }: ApiClient): Problem {
	const minutes = patienceMs / 60_000;
	return new Problem(
		'server_unreachable',
		`14ms at ${baseUrl} has not answered for ${minutes} minutes. The repost goes on when it is started again.`,
	);
}

interface Display {
	update(repost: RepostView): void;
	end(): void;
}

function lineDisplay(pagesUrl: string): Display {
	let shown: Partial<RepostView> = {};
	return {
		update(repost) {
			const { state, nextStep } = repost;
			// Why it waits may be known only after it has begun to.
			const isNews =
				state !== shown.state || (nextStep !== null && nextStep !== shown.nextStep);
			if (!isNews) return;
			shown = repost;
			process.stderr.write(printable(nextStep ? `${state}: ${nextStep}` : state) + '\n');
			const more = hint(repost, pagesUrl);
			if (more) process.stderr.write(`  ${more}\n`);
		},
		end: () => undefined,
	};
}

/** Why someone has to wait stands above the bar, and stays. */
function barDisplay(pagesUrl: string): Display {
	const bar = new SingleBar({
		format: '{state} [{bar}] {percentage}% {bytes}',
		barsize: 30,
		hideCursor: true,
		stopOnComplete: false,
		linewrap: false,
		forceRedraw: true,
	});
	let isStarted = false;
	let said: string | null = null;
	function say(repost: RepostView): void {
		const { state, nextStep } = repost;
		const isWaiting = state === 'queued' || state === 'awaitingReview';
		if (!isWaiting || nextStep === null || nextStep === said) return;
		said = nextStep;
		if (isStarted) bar.stop();
		isStarted = false;
		const more = hint(repost, pagesUrl);
		process.stderr.write(`${printable(nextStep)}\n${more ? `  ${more}\n` : ''}`);
	}
	return {
		update(repost) {
			say(repost);
			const { state, progress } = repost;
			const total = progress?.totalBytes ?? 0;
			const done = progress?.doneBytes ?? 0;
			const bytes = progress
				? `${megabytes(done)}${total ? ` of ${megabytes(total)}` : ''} MB`
				: '';
			const payload = { state: state.padEnd(14), bytes };
			if (!isStarted) bar.start(Math.max(total, 1), 0, payload);
			isStarted = true;
			bar.setTotal(Math.max(total, 1));
			bar.update(Math.min(done, Math.max(total, 1)), payload);
		},
		end: () => bar.stop(),
	};
}

function megabytes(bytes: number): string {
	return (bytes / 1_000_000).toFixed(1);
}
