import { Problem } from '../lib/errors';
import type { LaneSettings } from '../lib/posting/lane/laneSettings';
import { momentInWords } from '../lib/posting/lane/localTime';
import { laneView, type LaneView } from '../lib/posting/lane/laneView';
import { printable } from '../lib/printable';
import type { ApiClient } from './apiClient';
import { onlyAccount } from './onlyAccount';

interface Output {
	account?: string;
	json?: boolean;
}

export interface LaneOptions extends Output {
	timeZone?: string;
	spacing?: number;
	cap?: string;
	times?: string;
	quiet?: string;
	atOnce?: number;
	note?: string;
}

/** `14ms lane show|set|pause|resume`. */
export async function lane(
	api: ApiClient,
	action: 'show' | 'set' | 'pause' | 'resume',
	options: LaneOptions,
): Promise<number> {
	const account = options.account ?? (await onlyAccount(api));
	const path = `/accounts/${encodeURIComponent(account)}/lane`;
	const { note } = options;
	const view = await {
		show: () => api.get(path, laneView),
		set: () => api.patch(path, changesOf(options), laneView),
		pause: () => api.post(`${path}/pause`, note === undefined ? {} : { note }, laneView),
		resume: () => api.post(`${path}/resume`, undefined, laneView),
	}[action]();
	process.stdout.write(options.json ? `${JSON.stringify(view)}\n` : inWords(view));
	return 0;
}

function changesOf({ timeZone, spacing, cap, times, quiet, atOnce }: LaneOptions) {
	const changes: Partial<Record<keyof LaneSettings, unknown>> = {};
	if (timeZone !== undefined) changes.timeZone = timeZone;
	if (spacing !== undefined) changes.spacingMinutes = spacing;
	if (cap !== undefined) changes.dailyCap = cap === 'none' ? null : Number(cap);
	if (times !== undefined) changes.postingTimes = times === 'any' ? [] : times.split(',');
	if (quiet !== undefined) changes.quietHours = quiet === 'none' ? null : hoursOf(quiet);
	if (atOnce !== undefined) changes.atOnce = atOnce;
	if (Object.keys(changes).length > 0) return changes;
	throw new Problem(
		'bad_request',
		'Say what to set: --time-zone, --spacing, --cap, --times, --quiet or --at-once.',
	);
}

function hoursOf(quiet: string): { from: string; until: string } {
	const [from, until, ...rest] = quiet.split('-');
	if (from && until && !rest.length) return { from, until };
	throw new Problem('bad_request', 'Quiet hours are written like 22:00-07:00, or `none`.');
}

function inWords({ account, settings, atOnce, paused, closures, onTheWay, waiting }: LaneView) {
	const { timeZone, spacingMinutes, dailyCap, postingTimes, quietHours } = settings;
	const rules = [
		postingTimes.length ? `at ${postingTimes.join(', ')}` : 'at any time',
		...(spacingMinutes ? [`${spacingMinutes} minutes apart`] : []),
		...(dailyCap === null ? [] : [`${dailyCap} a day at most`]),
		...(quietHours ? [`not between ${quietHours.from} and ${quietHours.until}`] : []),
	];
	const lines = [
		`@${account}: posts ${rules.join(', ')} (${timeZone}); ${atOnce} at once`,
		...(paused ? [`Paused${paused.note ? `: ${paused.note}` : ''}`] : []),
		...closures.map(
			({ sentence, until }) => `${sentence} (${momentInWords(Date.parse(until), timeZone)})`,
		),
		`On the way: ${onTheWay.length}, waiting: ${waiting.total}`,
		...waiting.items.flatMap(({ id, title, video, reason }) => [
			`  ${title ?? video}  (${id})`,
			`    ${reason}`,
		]),
	];
	return `${lines.map(printable).join('\n')}\n`;
}
