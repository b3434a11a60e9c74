import { Client } from 'pg';
import type { YouTubeMoment } from '../../sandbox/youtube/createSite';
import { until } from './until';

/** Something that one process is in the middle of, and stays so until it is let go. */
export interface Held {
	reached(): Promise<void>;
	letGo(): Promise<void>;
}

/** Requests to YouTube's stand-in, which are answered when they are let go. */
export class HeldRequests {
	#next: { path: string; come: () => void; gone: Promise<unknown> } | null = null;

	/** For the stand-in. */
	readonly onMoment = async ({ path }: YouTubeMoment): Promise<void> => {
		if (this.#next?.path !== path) return;
		const { come, gone } = this.#next;
		this.#next = null;
		come();
		await gone;
	};

	/** The next one for this path. */
	hold(path: string): Held {
		const [come, gone] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
		this.#next = { path, come: () => come.resolve(null), gone: gone.promise };
		return {
			async reached() {
				await come.promise;
			},
			letGo: () => {
				gone.resolve(null);
				return Promise.resolve();
			},
		};
	}
}

/** Statements in Postgres, which end when they are let go: their transaction is open until then. */
export class HeldWrites {
	#count = 0;

	constructor(private readonly client: Client) {}

	static async on(url: string): Promise<HeldWrites> {
		const client = new Client({ connectionString: url });
		await client.connect();
		await client.query(`
			create function hold() returns trigger as $$
			begin perform pg_advisory_xact_lock(tg_argv[0]::bigint); return new; end
			$$ language plpgsql`);
		return new HeldWrites(client);
	}

	/** @param when about the row as it becomes, `new` */
	async hold(event: 'insert' | 'update', table: string, when: string): Promise<Held> {
		const { client } = this;
		const lock = ++this.#count;
		await client.query(`select pg_advisory_lock(${lock})`);
		await client.query(`
			create trigger hold_${lock} before ${event} on ${table}
			for each row when (${when}) execute function hold(${lock})`);
		return {
			async reached() {
				const waiting = `select from pg_locks where locktype = 'advisory' and objid = ${lock} and not granted`;
				await until(`${event} of ${table}`, async () => {
					return (await client.query(waiting)).rowCount === 1;
				});
			},
			// Whoever comes later passes.
			async letGo() {
				await client.query(`select pg_advisory_unlock(${lock})`);
			},
		};
	}

	close(): Promise<void> {
		return this.client.end();
	}
}
