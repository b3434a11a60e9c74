import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { CallLog } from './callLog';
import { newClientKey, newClientSecret } from './ids';
import type { Tier, TikTokMoment, TikTokOptions } from './options';
import { firstState, type App, type State, type Violation } from './state';
import { loadState, saveState } from './stateFile';

/** An upload whose bytes are coming in. */
export interface ActiveUpload {
	/** Reads what is left at full speed. */
	hurry(): void;
	/** Of its body, so far. */
	receivedBytes(): number;
	/** Ends its connection. */
	drop(): void;
	/** True when the whole chunk came and its sender is still there to hear the answer. */
	done: Promise<{ senderIsThere: boolean }>;
}

/** All that the endpoints share: the state on disk, the rules, and the clock. */
export interface World {
	state: State;
	readonly app: App;
	readonly calls: CallLog;
	readonly rules: Rules;
	readonly activeUploads: Map<string, ActiveUpload>;
	/** Aborted by close(). */
	readonly closing: AbortSignal;
	now(): number;
	save(): void;
	/** Runs once after `delayMs`, unless the stand-in is closed first. */
	later(delayMs: number, run: () => void): void;
	violate(kind: Violation['kind'], user: string | null, detail: string): void;
	/** Lets whoever watches act at this moment, and waits for it. */
	reached(moment: TikTokMoment): Promise<void>;
	/** Where a publish's bytes are. */
	bytesPath(publishId: string): string;
	/** As on the first day; client keys stay. */
	reset(): void;
}

export interface Rules {
	tier: Tier;
	redirectUris: string[] | null;
	accessTokenTtlSec: number;
	processingMs: number;
	postsPerDay: number;
	checkMedia: boolean;
	progressHeader: 'lastIndex' | 'count';
}

/** Opens `options.dir` or begins it. `closing` ends timers and requests of our own. */
export function openWorld(options: TikTokOptions, closing: AbortSignal): World {
	const uploads = join(options.dir, 'uploads');
	mkdirSync(uploads, { recursive: true, mode: 0o700 });
	const now = options.now ?? Date.now;
	const state = loadState(options.dir) ?? firstState([]);
	const app = appOf(options, state);
	if (options.webhookUrl !== undefined) state.webhook.url = options.webhookUrl;
	const world: World = {
		state,
		app,
		calls: new CallLog(options.dir),
		rules: {
			tier: options.tier ?? 'audited',
			redirectUris: options.redirectUris ?? null,
			accessTokenTtlSec: options.accessTokenTtlSec ?? 7200,
			processingMs: options.processingMs ?? 1500,
			postsPerDay: options.postsPerDay ?? 15,
			checkMedia: options.checkMedia ?? false,
			progressHeader: options.progressHeader ?? 'lastIndex',
		},
		activeUploads: new Map(),
		closing,
		now,
		save: () => saveState(options.dir, world.state),
		later: (delayMs, run) => {
			if (closing.aborted) return;
			const timer = setTimeout(() => {
				closing.removeEventListener('abort', stop);
				run();
			}, delayMs);
			const stop = () => clearTimeout(timer);
			closing.addEventListener('abort', stop, { once: true });
		},
		violate: (kind, user, detail) => {
			world.state.violations.push({
				kind,
				user,
				detail,
				at: new Date(now()).toISOString(),
			});
			world.save();
		},
		reached: async (moment) => {
			await options.onMoment?.(moment);
		},
		bytesPath: (publishId) => join(uploads, publishId.replace(/[^\w.-]/g, '_')),
		reset: () => {
			const { webhook } = world.state;
			world.state = { ...firstState(world.state.apps), webhook };
			world.calls.clear();
			rmSync(uploads, { recursive: true, force: true });
			mkdirSync(uploads, { recursive: true, mode: 0o700 });
			world.save();
		},
	};
	world.save();
	return world;
}

function appOf(options: TikTokOptions, state: State): App {
	const known = options.clientKey
		? state.apps.find((app) => app.clientKey === options.clientKey)
		: state.apps[0];
	const app = known ?? {
		clientKey: options.clientKey ?? newClientKey(),
		clientSecret: options.clientSecret ?? newClientSecret(),
	};
	if (options.clientSecret) app.clientSecret = options.clientSecret;
	if (!known) state.apps.push(app);
	return app;
}
