import { fail, type Check } from '../lib/doctor/check';
import type { Problem } from '../lib/errors';

/** A ✗ line for each mistake in the settings, named after the setting. */
export function mistakeChecks({ message, extra }: Problem): Check[] {
	const seen = new Map<string, number>();
	return (extra.mistakes ?? [message]).map((sentence) => {
		const setting = /^[A-Za-z]\w*_\w+|^[A-Z]+\b/.exec(sentence)?.[0] ?? 'Settings';
		const count = (seen.get(setting) ?? 0) + 1;
		seen.set(setting, count);
		const id = `settings.${setting}${count > 1 ? `.${count}` : ''}`;
		return fail(
			{ id, group: 'settings', title: setting },
			sentence,
			'Correct it in .env, .env.local or the environment; .env.example explains every setting.',
		);
	});
}
