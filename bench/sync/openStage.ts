import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { root } from '../../cli/root';
import { makeSamples } from '../../sandbox/samples/makeSamples';
import { startYouTube, type YouTubeStandIn } from '../../sandbox/youtube/startYouTube';
import { processEnvironment } from '../../services/config';
import { createLog } from '../../services/createLog';
import { readServerRecord } from '../../services/temporal/serverRecord';
import { startDevServer } from '../../services/temporal/startDevServer';
import { locateTools } from '../../services/toolchain/locate';
import { newDataDir } from '../../tests/support/newDataDir';
import { startPostgres } from '../../tests/support/postgres';
import { seedStore } from './seedStore';
import type { LookSeen, Memory, Order, Place, Report } from './place';

export interface StageOptions {
	channels: number;
	everySeconds: number;
	shortsEach?: number;
	apiKey?: string | null;
	isPostgres: boolean;
}

/** Temporal's server and the measured process, each a process of its own; YouTube's stand-in is in this one. */
export interface Stage {
	youtube: YouTubeStandIn;
	client: Client;
	temporalPid: number;
	workerPid: number;
	seedMs: number;
	schedulesMs: number;
	/** Those since the last time. */
	looks(): Promise<{ looks: LookSeen[]; memory: Memory }>;
	profile(file: string, seconds: number): Promise<void>;
	close(): Promise<void>;
}

type ReportOf<K extends Report['kind']> = Extract<Report, { kind: K }>;

export async function openStage(options: StageOptions): Promise<Stage> {
	const { channels, everySeconds, shortsEach = 15, apiKey = null, isPostgres } = options;
	const dir = await mkdtemp(join(tmpdir(), '14ms-bench-'));
	const dataDir = await newDataDir();
	const noSettings = { ytDlpPath: null, ffmpegPath: null, temporalCliPath: null };
	const path = processEnvironment().PATH ?? '';
	const tools = await locateTools({ tools: noSettings, root, path });
	const samplesDir = join(root, '.cache', 'samples');
	const videos = await makeSamples({ ...tools, dir: samplesDir, only: ['small'] });
	const youtube = await startYouTube({ dir: join(dir, 'youtube'), videos });
	youtube.channels.generate({ count: channels, videosEach: shortsEach });
	const postgres = isPostgres ? await startPostgres() : null;
	const log = createLog({ pretty: false, level: 'error' });
	const temporal = await startDevServer({ cliPath: tools.temporalCliPath, dataDir, log });
	const record = readServerRecord(join(dataDir, 'temporal', 'server.json'));
	const connection = await Connection.connect({ address: temporal.address });

	const place: Place = {
		...{ dataDir, channels, shortsEach, everySeconds, apiKey },
		...{ databaseUrl: postgres?.url ?? null, temporalAddress: temporal.address },
		...{ proxy: youtube.proxyUrl, caFile: youtube.caFile },
	};
	const seedMs = await seedStore(place);
	const child = fork(join(__dirname, 'measuredProcess.ts'), [JSON.stringify(place)]);
	const close = async (): Promise<void> => {
		if (child.exitCode === null && child.signalCode === null) {
			child.kill('SIGKILL');
			await once(child, 'exit');
		}
		await connection.close();
		await temporal.stop();
		await postgres?.stop();
		await youtube.close();
		await Promise.all([dir, dataDir].map((each) => rm(each, { recursive: true })));
	};

	function report<K extends Report['kind']>(kind: K): Promise<ReportOf<K>> {
		return new Promise((resolve, reject) => {
			const onMessage = (message: Report): void => {
				if (message.kind === kind) end(() => resolve(message as ReportOf<K>));
				if (message.kind === 'failed') end(() => reject(new Error(message.message)));
			};
			const onExit = (): void =>
				end(() => reject(new Error('The measured process has ended.')));
			const end = (settle: () => void): void => {
				child.off('message', onMessage);
				child.off('exit', onExit);
				settle();
			};
			child.on('message', onMessage);
			child.on('exit', onExit);
		});
	}
	async function ask<K extends Report['kind']>(order: Order, kind: K): Promise<ReportOf<K>> {
		const answer = report(kind);
		child.send(order);
		return answer;
	}

	try {
		const { schedulesMs } = await report('ready');
		return {
			...{ youtube, seedMs, schedulesMs, close },
			client: new Client({ connection }),
			temporalPid: record?.pid ?? 0,
			workerPid: child.pid ?? 0,
			looks: () => ask({ kind: 'looks' }, 'looks'),
			async profile(file, seconds) {
				await ask({ kind: 'profile', file, seconds }, 'profiled');
			},
		};
	} catch (error) {
		await close();
		throw error;
	}
}
