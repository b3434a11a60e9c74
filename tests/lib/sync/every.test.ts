import { Problem } from '../../../lib/errors';
import { everyInWords, everyMinutesOf } from '../../../lib/sync/every';

test.each([
	['15m', 15, 'every 15 minutes'],
	['90M', 90, 'every 90 minutes'],
	['60m', 60, 'every hour'],
	[' 2h ', 120, 'every 2 hours'],
	['1d', 1440, 'every day'],
	['36h', 2160, 'every 36 hours'],
	['7 d', 10_080, 'every 7 days'],
])('%s', (text, minutes, words) => {
	expect(everyMinutesOf(text)).toBe(minutes);
	expect(everyInWords(minutes)).toBe(words);
});

test.each(['', '15', '4m', '8d', '0m', '-5m', '1.5h', '1w', '15m 2h', '9999999m', 'm', '٣h'])(
	'refuses %j in a sentence',
	(text) => {
		const refusal = new Problem(
			'bad_request',
			'How often a sync looks is written like 15m, 2h or 1d, from 5m to 7d.',
		);
		expect(() => everyMinutesOf(text)).toThrow(refusal);
	},
);
