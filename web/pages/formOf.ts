import type { Context } from 'hono';
import { Problem } from '../../lib/errors';

/** What a person typed, kept as text so that a refused form can be shown again as it was. */
export type FormInput = Partial<Record<string, string>>;

/** Problem bad_request for a body that is no form. */
export async function formOf(c: Context): Promise<FormInput> {
	const body = await c.req.parseBody().catch((error: unknown) => {
		throw isParserError(error)
			? new Problem(
					'bad_request',
					'The form is damaged: load the page again and send it once more.',
				)
			: error;
	});
	const fields = Object.entries(body);
	return Object.fromEntries(
		fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
	);
}

/** Of a broken multipart body. */
function isParserError(error: unknown): boolean {
	return (
		typeof error === 'object' && error !== null && 'name' in error && error.name === 'TypeError'
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
