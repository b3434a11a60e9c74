import type { Context } from 'hono';

/** What a person typed, kept as text so that a refused form can be shown again as it was. */
export type FormInput = Partial<Record<string, string>>;

export async function formOf(c: Context): Promise<FormInput> {
	const fields = Object.entries(await c.req.parseBody());
	return Object.fromEntries(
		fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
	);
}

/** A ticked box. */
export const isOn = (form: FormInput, name: string): boolean => form[name] === 'on';

/** Left empty means not given. */
export const given = (form: FormInput, name: string): string | undefined =>
	form[name]?.trim() ? form[name] : undefined;

/** Browsers send line ends as CRLF; TikTok counts them as two. */
export const textOf = (form: FormInput, name: string): string =>
	(form[name] ?? '').replaceAll('\r\n', '\n');
