import { setTimeout as delay } from 'node:timers/promises';
import type { Running } from '../support/fourteenMs';

/** How to start one of the crew, and when it is ready. */
export interface Role {
	start(): Running;
	ready: RegExp;
}

/** A crashed service is started again after this, as a supervisor would. */
const restartMs = 300;

/** Processes that are started again whenever they end, until the crew is dismissed. */
export class Crew {
	readonly #roles = new Map<string, Role>();
	readonly #running = new Map<string, Running>();
	#isOver = false;

	/** Resolves when it is ready; rejects when it ends before that, as it does with a setting that it refuses. */
	async add(name: string, role: Role): Promise<void> {
		this.#roles.set(name, role);
		await this.#begin(name, role);
	}

	names(): string[] {
		return [...this.#roles.keys()];
	}

	pidOf(name: string): number | null {
		return this.#running.get(name)?.pid ?? null;
	}

	/** SIGKILL; resolves when they are gone, and the next ones are being started. */
	async kill(names: string[]): Promise<void> {
		await Promise.all(
			names.map(async (name) => {
				const running = this.#running.get(name);
				running?.kill('SIGKILL');
				await running?.ended;
			}),
		);
	}

	/** Ends them for good. */
	async dismiss(): Promise<void> {
		this.#isOver = true;
		await this.kill(this.names());
	}

	#begin(name: string, role: Role): Promise<unknown> {
		const running = role.start();
		this.#running.set(name, running);
		void running.ended.then(async () => {
			await delay(restartMs);
			// One that was killed again before it was ready.
			if (!this.#isOver) await this.#begin(name, role).catch(() => undefined);
		});
		return running.line(role.ready);
	}
}
