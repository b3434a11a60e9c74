import { ok, warn, type Check, type CheckName } from './check';

const dayMs = 24 * 3600_000;
/** YouTube changes often; an old yt-dlp is the first cause of refused downloads (facts/youtube.md). */
const oldDays = 60;

/** yt-dlp's version is the date of its release, such as 2026.10.26. */
export function ytDlpAge(name: CheckName, version: string, now: Date): Check {
	const date = /^(\d{4})\.(\d{1,2})\.(\d{1,2})(\.|$)/.exec(version);
	if (!date) {
		return warn(
			name,
			`Version ${version.slice(0, 40)} tells no date, so its age is unknown.`,
			'Use the one that comes with 14ms: remove YT_DLP_PATH and run `npm run tools`.',
		);
	}
	const releasedMs = Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3]));
	const days = Math.max(0, Math.floor((now.getTime() - releasedMs) / dayMs));
	const detail = `Version ${version}, ${days} ${days === 1 ? 'day' : 'days'} old.`;
	if (days <= oldDays) return ok(name, detail);
	return warn(
		name,
		`${detail} YouTube refuses old ones sooner or later.`,
		'Run `npx 14ms update-tools`.',
	);
}
