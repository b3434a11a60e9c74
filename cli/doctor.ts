import { join } from 'node:path';
import { z } from 'zod';
import { check, checkGroups, fail, ok, warn, type Check } from '../lib/doctor/check';
import { Problem } from '../lib/errors';
import { processEnvironment, readSettings } from '../services/config';
import { createLog } from '../services/createLog';
import { checkDisk } from '../services/doctor/checkDisk';
import { checkTools } from '../services/doctor/checkTools';
import { examine } from '../services/doctor/examine';
import { storeForDoctor } from '../services/doctor/storeForDoctor';
import { createAgents, trustExtraCas } from '../services/http/agents';
import type { Settings } from '../services/settings';
import { createTikTok } from '../services/tiktok/createTikTok';
import { createTikTokAccounts } from '../services/tiktok/createTikTokAccounts';
import { clientFor } from './clientFor';
import { mistakeChecks } from './mistakeChecks';
import { printChecks } from './printChecks';
import { root } from './root';
import { say } from './terminal';

export interface DoctorOptions {
	url?: string;
	json?: boolean;
}

/** `14ms doctor`: a running 14ms examines itself, else this process does; 1 if anything failed. */
export async function doctor({ url, json }: DoctorOptions): Promise<number> {
	const checks = await allChecks(url);
	const place = ({ group }: Check): number => checkGroups.indexOf(group);
	checks.sort((one, other) => place(one) - place(other));
	const isFine = checks.every(({ result }) => result !== 'fail');
	if (json) say(JSON.stringify({ ok: isFine, checks }));
	else printChecks(checks);
	return isFine ? 0 : 1;
}

async function allChecks(url: string | undefined): Promise<Check[]> {
	const { settings, mistakes } = readHere();
	if (settings) trustExtraCas(settings.network.extraCaFiles);
	const { running, checks } = await askRunning(url);
	// With --url it may run on another machine, whose programs and settings are not these.
	if (url !== undefined) return [running, ...checks];
	const examined = checks.length > 0 || !settings ? checks : await examineHere(settings);
	return [
		running,
		...mistakes,
		...examined,
		...(await checkTools(toolOptions(settings))),
		...(examined.length > 0 ? [] : [await checkDisk(join(process.cwd(), '.14ms'))]),
	];
}

function readHere(): { settings: Settings | null; mistakes: Check[] } {
	try {
		return { settings: readSettings({ for: 'up' }), mistakes: [] };
	} catch (error) {
		if (error instanceof Problem) return { settings: null, mistakes: mistakeChecks(error) };
		throw error;
	}
}

const name = { id: 'machine.running', group: 'machine', title: '14ms' } as const;

/** What the running 14ms says of itself; no checks when none answers. */
async function askRunning(url: string | undefined): Promise<{ running: Check; checks: Check[] }> {
	try {
		const api = clientFor(url === undefined ? {} : { url });
		const { checks } = await api.get('/doctor', z.object({ checks: z.array(check) }));
		return { running: ok(name, `It runs and answers at ${api.baseUrl}.`), checks };
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		if (url !== undefined) return { running: fail(name, error.message), checks: [] };
		return { running: notAsked(error), checks: [] };
	}
}

function notAsked({ code, message }: Problem): Check {
	switch (code) {
		case 'bad_settings':
			return warn(name, 'Whether it runs is not known until the settings are right.');
		case 'server_unreachable':
		case 'not_signed_in':
			return warn(
				name,
				'It is not running, so what only it can tell is not checked.',
				'Start it with `npx 14ms up` and run `npx 14ms doctor` again.',
			);
		default:
			return warn(name, message);
	}
}

/** While 14ms is stopped. */
async function examineHere(settings: Settings): Promise<Check[]> {
	const log = createLog({ level: 'silent' });
	const agents = createAgents(settings.network);
	const tiktok = settings.tiktok
		? createTikTok({ settings: settings.tiktok, agents, log })
		: null;
	const opened = await storeForDoctor(settings);
	if (!('store' in opened)) {
		const parts = { settings, tiktok, store: null, accounts: null, engine: null };
		return [...(await examine(parts)), opened];
	}
	const { store } = opened;
	try {
		const accounts = tiktok ? createTikTokAccounts({ tiktok, store, log }) : null;
		return await examine({ settings, tiktok, store, accounts, engine: null });
	} finally {
		await store.close();
	}
}

function toolOptions(settings: Settings | null): Parameters<typeof checkTools>[0] {
	return {
		root,
		path: processEnvironment().PATH ?? '',
		tools: settings?.tools ?? { ytDlpPath: null, ffmpegPath: null, temporalCliPath: null },
		temporalEmbedded: settings?.temporalEmbedded ?? true,
		now: () => new Date(),
	};
}
