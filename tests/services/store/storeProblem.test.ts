import { DrizzleQueryError } from 'drizzle-orm';
import { Problem } from '../../../lib/errors';
import { storeProblem } from '../../../services/store/storeProblem';

const where = 'Postgres at db:5432/14ms';
const failing = (code: string, message: string) =>
	storeProblem(
		new DrizzleQueryError(
			'insert into t values ($1)',
			['act.secret'],
			Object.assign(new Error(message), { code }),
		),
		where,
	);

it.each([
	['08006', 'connection failure', 'store_unavailable'],
	['57P01', 'terminating connection', 'store_unavailable'],
	['53300', 'too many clients', 'store_unavailable'],
	['28P01', 'password authentication failed', 'store_unavailable'],
	['ECONNRESET', 'read ECONNRESET', 'store_unavailable'],
	['58030', 'could not fsync file', 'store_unavailable'],
	['53100', 'could not extend file', 'disk_full'],
	['XX000', 'could not write: No space left on device', 'disk_full'],
	['XX000', 'could not open file: Read-only file system', 'store_unavailable'],
	['XX001', 'invalid page in block 0 of relation base/5/1', 'store_unavailable'],
	['XX002', 'index "x" is not a btree', 'store_unavailable'],
	['', 'invalid page in block 3 of relation base/5/1', 'store_unavailable'],
])('translates %s (%s) to %s', (code, message, expected) => {
	expect(failing(code, message)).toMatchObject({ code: expected });
});

it.each(['XX000', 'EROFS'])('says of a read-only disk what it is (%s)', (code) => {
	const { message } = failing(code, 'EROFS: read-only file system, open');
	expect(message).toBe(
		`The store cannot write: its disk is read-only (${where}). Make it writable again; what waits goes on by itself.`,
	);
});

it('says of damage what to do, without the statement', () => {
	const { message } = failing('XX001', 'invalid page in block 0 of relation base/5/1');
	expect(message).toBe(
		`The store is damaged (${where}): invalid page in block 0 of relation base/5/1. Stop 14ms and put back a backup of it.`,
	);
});

it('tells the statement but never its values when the engine refuses it', () => {
	const error = failing('42703', 'column "x" does not exist');
	expect(error).not.toBeInstanceOf(Problem);
	expect(error.message).toBe(
		'The store refused a statement: column "x" does not exist (insert into t values ($1))',
	);
	expect(JSON.stringify([error, error.stack, error.cause])).not.toContain('act.secret');
});

it('leaves a Problem as it is, also one that was wrapped on the way', () => {
	const problem = new Problem('not_found', 'There is no such thing.');
	expect(storeProblem(problem, where)).toBe(problem);
	expect(storeProblem(new DrizzleQueryError('select 1', [], problem), where)).toBe(problem);
});
