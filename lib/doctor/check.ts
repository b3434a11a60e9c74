import { z } from 'zod';

export const checkGroups = [
	'settings',
	'tiktok',
	'accounts',
	'syncs',
	'tools',
	'temporal',
	'store',
	'machine',
	'limits',
] as const;
export type CheckGroup = (typeof checkGroups)[number];

/** One line of `14ms doctor`. `id` is stable; `whatToDo` is one sentence, null where there is nothing to do. */
export const check = z.object({
	id: z.string(),
	group: z.enum(checkGroups),
	result: z.enum(['ok', 'fail', 'warn']),
	title: z.string(),
	detail: z.string(),
	whatToDo: z.string().nullable(),
});
export type Check = z.infer<typeof check>;

/** A check before it is known how it went. */
export type CheckName = Pick<Check, 'id' | 'group' | 'title'>;

export function ok(name: CheckName, detail: string): Check {
	return { ...name, result: 'ok', detail, whatToDo: null };
}

export function warn(name: CheckName, detail: string, whatToDo: string | null = null): Check {
	return { ...name, result: 'warn', detail, whatToDo };
}

export function fail(name: CheckName, detail: string, whatToDo: string | null = null): Check {
	return { ...name, result: 'fail', detail, whatToDo };
}
