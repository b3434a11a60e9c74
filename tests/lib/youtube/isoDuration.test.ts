import { secondsOfIsoDuration } from '../../../lib/youtube/isoDuration';

test.each([
	['PT7S', 7],
	['PT1M5S', 65],
	['PT3M', 180],
	['PT1H0M1S', 3601],
	['P1DT2H', 93_600],
	['P2W', 1_209_600],
	['P0D', 0],
	['PT0S', 0],
	['PT1.5S', 1.5],
])('%s', (text, seconds) => {
	expect(secondsOfIsoDuration(text)).toBe(seconds);
});

test.each(['', 'P', 'PT', '7', 'PT7', 'PTS', '7S', 'PT-7S', 'PT1S1M'])('“%s” is none', (text) => {
	expect(secondsOfIsoDuration(text)).toBeNull();
});
