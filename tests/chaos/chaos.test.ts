import { plansFor } from './plans';
import { playAll } from './playAll';
import type { Plan, Strike } from './plan';
import { nameOf } from './table';

jest.setTimeout(240_000);

/** Must be among the plans of every seed. */
const covered: [string, (strike: Strike) => boolean][] = [
	['worker', kills('worker', 'last chunk', 'done')],
	['web', kills('web', 'request', 'asked')],
	['Temporal', kills('Temporal', 'status', 'asked')],
	['yt-dlp', kills('yt-dlp', 'download', 'asked')],
	['frozen', kills('freeze', 'last chunk', 'asked')],
	['lost init', faults('init', 'lost answer')],
	['lost last chunk', faults('last chunk', 'lost answer')],
	['cut off', faults('last chunk', 'cut in the middle')],
	['lost status', faults('status', 'lost answer')],
	['garbage', faults('creator_info', 'garbage under HTTP 200')],
	['refused', faults('status', 'FAILED spam_risk')],
	['never says', faults('status', 'never says what became of it')],
	['gone', (strike) => strike.kind === 'youtube' && strike.label === 'YouTube: private'],
];
/** The short form; `npm run test:chaos` plays them all, on processes apart too. */
const played = new Set(['worker', 'Temporal', 'yt-dlp', 'lost last chunk', 'never says']);

it('every plan of a seed is the same each time, and covers every kill and fault', () => {
	const plans = plansFor(7, 320);
	expect(plansFor(7, 320)).toEqual(plans);
	expect(plansFor(8, 320)).not.toEqual(plans);
	expect(plans).toHaveLength(320);
	for (const [, fits] of covered)
		expect(plans.some(({ strikes }) => strikes.some(fits))).toBe(true);
});

it('exactly one post, or none and a reason, whatever dies', async () => {
	const all = plansFor(14, 1000).filter(({ strikes }) => strikes.length === 1);
	const wanted = covered.filter(([name]) => played.has(name));
	const plans = wanted.flatMap(([, fits]): Plan[] => {
		const plan = all.find(({ strikes }) => strikes.some(fits));
		return plan ? [{ ...plan, sample: 'small' }] : [];
	});
	expect(plans).toHaveLength(played.size);
	const done = await playAll('up', plans, { atOnce: played.size, onEnd: () => undefined });
	const wrong = done.filter(({ mistakes }) => mistakes.length > 0);
	expect(wrong.map(({ plan, mistakes }) => [nameOf(plan), ...mistakes])).toEqual([]);
	expect(done).toHaveLength(plans.length);
});

function kills(victim: string, step: string, phase: string) {
	return (strike: Strike): boolean =>
		strike.kind === 'kill' &&
		strike.victim === victim &&
		strike.step === step &&
		strike.phase === phase;
}

function faults(step: string, label: string) {
	return (strike: Strike): boolean =>
		strike.kind === 'tiktok' && strike.step === step && strike.label === label;
}
