import { setTimeout as delay } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import { Problem } from '../lib/errors';
import { isFinal, type RepostState } from '../lib/posting/states';
import { repostView, type RepostView } from '../lib/posting/view';
import type { ApiClient } from './apiClient';

const pollMs = 500;
/** `up` may be stopped and started again while someone waits. */
const patienceMs = 10 * 60_000;

/**
 * Follows a repost until it ends or needs a person: a bar on a terminal, a line for each new state elsewhere (stderr).
 * Goes on through a restart of 14ms.
 */
export async function watchRepost(api: ApiClient, first: RepostView): Promise<RepostView> {
	const show = process.stderr.isTTY ? barDisplay() : lineDisplay();
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

function lineDisplay(): Display {
	let shown: RepostState | null = null;
	return {
		update({ state, nextStep }) {
			if (state === shown) return;
			shown = state;
			process.stderr.write(nextStep ? `${state}: ${nextStep}\n` : `${state}\n`);
		},
		end: () => undefined,
	};
}

function barDisplay(): Display {
	const bar = new SingleBar({
		format: '{state} [{bar}] {percentage}% {bytes}',
		barsize: 30,
		hideCursor: true,
		stopOnComplete: false,
		linewrap: false,
		forceRedraw: true,
	});
	let isStarted = false;
	return {
		update({ state, progress }) {
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
