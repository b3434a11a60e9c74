import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { connectAccount } from '../../demo/connectAccount';
import { fourteenMs, type Ended, type HowToRun, type Running } from './fourteenMs';

/** Where one 14ms lives: its environment, its folder, and what is done there. */
export class Place {
	readonly #onStart: (running: Running) => void;
	/** As browsers and TikTok know it. */
	readonly baseUrl: string;
	/** As commands in the same folder reach it. */
	readonly loopbackUrl: string;

	constructor(
		readonly env: Record<string, string>,
		readonly cwd: string,
		readonly dataDir: string,
		onStart: (running: Running) => void,
	) {
		this.#onStart = onStart;
		this.baseUrl = `http://localhost:${env.PORT}`;
		this.loopbackUrl = `http://127.0.0.1:${env.PORT}`;
	}

	/** @param changes to the environment; an empty value takes one away. */
	start(args: string[], changes: Record<string, string> = {}, how: HowToRun = {}): Running {
		const env = { ...this.env, ...changes };
		const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
		const running = fourteenMs(args, set, { cwd: this.cwd, ...how });
		this.#onStart(running);
		return running;
	}

	/** Runs a command to its end. */
	run(args: string[], changes: Record<string, string> = {}, how: HowToRun = {}): Promise<Ended> {
		return this.start(args, changes, how).ended;
	}

	/** Starts `14ms up` and waits until it runs. */
	async up(changes: Record<string, string> = {}, how: HowToRun = {}): Promise<Running> {
		const running = this.start(['up'], changes, how);
		await running.line(/Ctrl-C/);
		return running;
	}

	/** The same 14ms, when what it keeps is one folder further down. */
	within(folder: string): Place {
		return new Place(this.env, this.cwd, join(this.dataDir, folder), this.#onStart);
	}

	operatorToken(): string {
		const { OPERATOR_TOKEN: given } = this.env;
		return given ?? readFileSync(join(this.dataDir, 'operator-token'), 'utf8').trim();
	}

	/** Walks the consent page with a jar of cookies; resolves to the account's id. */
	async connect(username: string): Promise<string> {
		const { baseUrl } = this;
		const operatorToken = this.operatorToken();
		const page = await connectAccount({ baseUrl, operatorToken, username });
		return new URL(page, baseUrl).searchParams.get('connected') ?? '';
	}

	/** What the API says about a repost, its timeline included. */
	async repost(id: string): Promise<SeenRepost> {
		return seenRepost.parse(await this.#get(`/reposts/${encodeURIComponent(id)}`));
	}

	/** The id of this account's repost of this video, if it is there. */
	async repostId(account: string, video: string): Promise<string | undefined> {
		const { items } = seenList.parse(await this.#get(`/reposts?video=${video}`));
		return items.find((item) => item.account === account)?.id;
	}

	async #get(path: string): Promise<unknown> {
		const headers = { authorization: `Bearer ${this.operatorToken()}` };
		return (await fetch(`${this.baseUrl}/api/v1${path}`, { headers })).json();
	}

	async isReady(): Promise<boolean> {
		const answer = await fetch(`${this.baseUrl}/readyz`).catch(() => null);
		return answer?.ok ?? false;
	}
}

const seenList = z.object({ items: z.array(z.object({ id: z.string(), account: z.string() })) });
const seenRepost = z.object({
	state: z.string(),
	attempt: z.int(),
	progress: z.object({ doneBytes: z.number() }).nullable(),
	timeline: z.array(z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) })),
});
export type SeenRepost = z.infer<typeof seenRepost>;
