import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isFinal } from '../../lib/posting/states';
import { listProcesses } from '../../services/temporal/listProcesses';
import { root } from '../support/fourteenMs';
import { until } from '../support/until';
import { judge, type Judgement } from './judge';
import { postRepost, readRepost, type Seen } from './ownApi';
import type { Phase, Plan, Step, Strike } from './plan';
import { videoIdOf, type Stage } from './stage';
import { kill } from './strikes';

/** Kills for other runs on the same stage strike this one too. */
const patienceMs = 300_000;

/** One repost under fire: resolves to what became of it, and whether that keeps the promise. */
export async function runPlan(plan: Plan, stage: Stage): Promise<Judgement> {
	const user = `chaos_${plan.number}`;
	const sinceMs = Date.now();
	try {
		await stage.box.sandbox.control('users', { username: user });
		await until('the account', () => stage.place.connect(user).catch(() => null), patienceMs);
		await setFaults(plan, stage, user);
		const seen = await play(plan, stage, user);
		return await judge(plan, stage, { user, seen, tookMs: Date.now() - sinceMs });
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		const tookMs = Date.now() - sinceMs;
		const last = await lastOf(plan, stage, user);
		return { plan, outcome: 'no end', mistakes: [why.slice(0, 300), last], tookMs };
	}
}

async function play(plan: Plan, stage: Stage, user: string): Promise<Seen> {
	const videoId = videoIdOf(plan);
	const kills = plan.strikes.filter((strike) => strike.kind === 'kill');
	const left = new Set(kills);
	const strike = async (step: Step, phase: Phase): Promise<void> => {
		const due = [...left].filter((each) => each.step === step && each.phase === phase);
		for (const each of due) {
			left.delete(each);
			await delay(each.afterMs);
			await kill(each.victim, stage, { videoId, odd: plan.number % 2 === 1 });
		}
	};
	stage.moments.watch(user, videoId, strike);
	const striking = [strike('request', 'asked'), strike('any time', 'asked')];
	const request = {
		...{ account: user, video: videoId, posting: plan.posting, ownContent: true },
		...(plan.posting === 'auto' ? { privacy: 'PUBLIC_TO_EVERYONE' } : {}),
	};
	// A caller that gets no answer asks again, as n8n does.
	const id = await until('the request', () => postRepost(stage.place, request), patienceMs);
	const seen = await until('an end', () => endOf(stage, id, plan), patienceMs);
	await Promise.all([...striking, strike('final', 'done')]);
	return plan.strikes.some((each) => each.kind === 'kill' && each.step === 'final')
		? until('the repost after its end', () => endOf(stage, id, plan), patienceMs)
		: seen;
}

/** Where it stood, for whoever has to find out why. */
async function lastOf(plan: Plan, { place }: Stage, user: string): Promise<string> {
	const id = await place.repostId(user, videoIdOf(plan)).catch(() => null);
	const seen = id ? await readRepost(place, id) : null;
	const timeline = seen?.timeline.map(({ type, data, at }) => {
		const state = typeof data.state === 'string' ? data.state : type;
		return `${at.slice(11, 23)} ${state}`;
	});
	const pending = id && seen ? await pendingOf(place, `${id}/${seen.attempt}`) : '';
	const state = `${seen?.state ?? 'unknown'} ${seen?.nextStep ?? ''}`;
	const programs = listProcesses()
		.filter(({ args }) => args.some((arg) => arg.includes(videoIdOf(plan))))
		.map(({ pid, args }) => `${pid} ${args.join(' ').slice(0, 60)}`);
	return `${state} [${timeline?.join(', ') ?? ''}] ${pending} ${programs.join('; ')}`;
}

/** What Temporal waits for; only where it is a server of its own. */
async function pendingOf({ env }: Stage['place'], workflowId: string): Promise<string> {
	const { TEMPORAL_ADDRESS: address } = env;
	if (address === undefined) return '';
	const temporal = join(root, '.tools/bin/temporal');
	const args = ['workflow', 'describe', '-w', workflowId, '--address', address, '-o', 'json'];
	const { stdout } = await promisify(execFile)(temporal, args).catch((error: unknown) => ({
		stdout: JSON.stringify({ pendingActivities: String(error) }),
	}));
	const { pendingActivities } = JSON.parse(stdout) as { pendingActivities?: unknown };
	return JSON.stringify(pendingActivities ?? 'nothing pending');
}

/** Null while it may still go on by itself within the run's time. */
async function endOf({ place }: Stage, id: string, plan: Plan): Promise<Seen | null> {
	await delay(100);
	const seen = await readRepost(place, id);
	if (!seen) return null;
	const isReconnect = seen.error?.code === 'reconnect_needed';
	const mayBeTold = plan.expect !== 'posted' || isReconnect;
	const isTold = mayBeTold && seen.nextStep !== null && seen.error !== null;
	const isQueued = plan.expect === 'told' && seen.state === 'queued';
	const isWaiting = seen.state === 'needsAttention' || isQueued;
	return isFinal(seen.state) || (isWaiting && isTold) ? seen : null;
}

async function setFaults(plan: Plan, { box }: Stage, user: string): Promise<void> {
	for (const strike of plan.strikes) await setFault(strike);

	async function setFault(strike: Strike): Promise<void> {
		if (strike.kind === 'tiktok') await box.sandbox.fault({ ...strike.fault, user });
		if (strike.kind === 'youtube') box.youtube.setFaultFor(videoIdOf(plan), strike.faults);
		if (strike.kind !== 'token') return;
		await box.sandbox.control('expire-tokens', { username: user });
		if (strike.fault) await box.sandbox.fault({ ...strike.fault, user });
	}
}
