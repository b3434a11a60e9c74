import type { Log } from '../../../services/log';
import { passOnLine } from '../../../services/temporal/passOnLine';

function linesOf(...given: Parameters<typeof passOnLine>[1][]): unknown[] {
	const lines: unknown[] = [];
	const as = (level: string) => (facts: object, message: string) =>
		void lines.push({ ...facts, level, message });
	const log: Log = { info: as('info'), warn: as('warn'), error: as('error') };
	for (const line of given) passOnLine(log, line);
	return lines;
}

const cause = new Error('YouTube has no channel “@nobody”.');
const error = new Error('Activity task failed', { cause });
const failed = { level: 'WARN', message: 'Workflow failed' } as const;

test('a question that has no answer is told shortly, without a stack', () => {
	const meta = { workflowType: 'lookUpChannel', error };
	const [line] = linesOf({ ...failed, meta });
	expect(line).toMatchObject({ level: 'info', error: cause.message, from: 'temporal' });
});

test('another workflow that fails with its activity is a warning, without a stack', () => {
	const [line] = linesOf({ ...failed, meta: { workflowType: 'postVideo', error } });
	expect(line).toMatchObject({ level: 'warn', error: cause.message });
});

test('what nobody foresaw keeps its stack', () => {
	const bug = new TypeError('x is not a function');
	const meta = { workflowType: 'lookUpChannel', error: bug };
	expect(linesOf({ ...failed, meta })).toMatchObject([{ level: 'warn', error: bug }]);
	expect(linesOf({ level: 'ERROR', message: 'Lost', meta })).toMatchObject([{ level: 'error' }]);
});

test('that the worker for videos has no workflows is no line', () => {
	expect(linesOf({ level: 'WARN', message: 'No workflows registered: …' })).toEqual([]);
});
