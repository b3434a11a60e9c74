import type { Queries } from './database';

/** An open database, whichever it is. */
export interface Engine {
	readonly kind: 'pglite' | 'postgres';
	/** For people, e.g. `Postgres at db.example:5432/14ms`; never with a password. */
	readonly where: string;
	/** To be asked for anew each time, after `ready`. */
	readonly db: Queries;
	/** Resolves when statements may be run; an embedded one is opened again here when its disk had refused a write. */
	ready(): Promise<void>;
	/** Applies the migrations of a folder that are not in the database yet; one process at a time. */
	migrate(migrationsFolder: string): Promise<void>;
	/** What a server does by itself and an embedded engine must be told: vacuum and checkpoint. */
	tidy(): Promise<void>;
	close(): Promise<void>;
}
