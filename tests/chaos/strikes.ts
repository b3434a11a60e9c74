import { setTimeout as delay } from 'node:timers/promises';
import { listProcesses } from '../../services/temporal/listProcesses';
import { killIn } from '../support/processesIn';
import type { Victim } from './plan';
import { heartbeatTimeoutMs, type Stage } from './stage';

/** Longer than it takes for others to believe that the frozen one is dead. */
const frozenMs = heartbeatTimeoutMs + 1_500;

/** Kills, and resolves when what was killed is gone. @param odd chooses between two workers */
export async function kill(
	victim: Victim,
	stage: Stage,
	{ videoId, odd }: { videoId: string; odd: boolean },
): Promise<void> {
	const { crew, kind } = stage;
	if (victim === 'yt-dlp') return killGroupsFor(videoId);
	if (victim === 'freeze') return freeze(stage);
	if (kind === 'up') {
		if (victim === 'Temporal' || victim === 'everything') await killTemporalOf(stage);
		return victim === 'Temporal' ? undefined : crew.kill(['up']);
	}
	const workers = ['worker A', 'worker B'];
	switch (victim) {
		case 'worker':
			return crew.kill([odd ? 'worker A' : 'worker B']);
		case 'all workers':
			return crew.kill(workers);
		case 'web':
		case 'Temporal':
			return crew.kill([victim]);
		case 'everything':
			return crew.kill(crew.names());
	}
}

/** The embedded server, which outlives a killed `up`. */
function killTemporalOf({ box }: Stage): Promise<void> {
	return killIn(box.dir, ({ command }) => command.includes('start-dev'));
}

function killGroupsFor(videoId: string): Promise<void> {
	for (const { pid, args } of listProcesses()) {
		const isYtDlp = args.some((arg) => /yt[-_]dlp/.test(arg));
		if (isYtDlp && args.some((arg) => arg.endsWith(videoId))) signal(-pid, 'SIGKILL');
	}
	return Promise.resolve();
}

/** Not awaited to its end: the call that was reached must be able to end while its caller is frozen. */
function freeze({ crew }: Stage): Promise<void> {
	const pids = crew
		.names()
		.filter((name) => name === 'up' || name.startsWith('worker'))
		.flatMap((name) => crew.pidOf(name) ?? []);
	for (const pid of pids) signal(pid, 'SIGSTOP');
	void thaw(pids);
	return Promise.resolve();
}

/** One after the other, so that the second finds its work taken over by the first. */
async function thaw(pids: number[]): Promise<void> {
	for (const pid of pids) {
		await delay(frozenMs);
		signal(pid, 'SIGCONT');
	}
}

function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch {
		// It has just ended.
	}
}
