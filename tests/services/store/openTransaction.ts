import { openPostgres } from '../../../services/store/openPostgres';
import { sql } from 'drizzle-orm';

/** Run as a process of its own: `openTransaction.ts <databaseUrl> <id>`. Locks the repost's row, says so, and freezes. */
async function main(databaseUrl = '', id = ''): Promise<void> {
	const { db } = openPostgres(databaseUrl);
	await db.transaction(async (tx) => {
		await tx.execute(sql`update reposts set updated_at = now() where id = ${id}`);
		await new Promise<void>((done) => process.stdout.write('locked\n', () => done()));
		process.kill(process.pid, 'SIGSTOP');
	});
}

void main(...process.argv.slice(2));
