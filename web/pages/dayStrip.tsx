import type { DayPicture } from '../../lib/posting/lane/dayPicture';

const hours = [0, 3, 6, 9, 12, 15, 18, 21, 24];

/** A day from midnight to midnight: quiet hours, posting times, what was posted and what is expected. */
export const DayStrip = ({ picture, timeZone }: { picture: DayPicture; timeZone: string }) => {
	const { day, now, quiet, times, posted, expected } = picture;
	return (
		<figure class="day">
			<svg viewBox="-20 0 1480 110" role="img" aria-label={wordsOf(picture)}>
				<rect class="track" x="0" y="30" width="1440" height="40" rx="8" />
				{quiet.map(({ from, until }) => (
					<rect class="quiet-hours" x={from} y="30" width={until - from} height="40" />
				))}
				{times.map((minute) => (
					<line class="time" x1={minute} y1="24" x2={minute} y2="76" />
				))}
				<line class="now" x1={now} y1="14" x2={now} y2="80" />
				{expected.map((minute) => (
					<circle class="expected" cx={minute} cy="50" r="12" />
				))}
				{posted.map((minute) => (
					<circle class="posted" cx={minute} cy="50" r="12" />
				))}
				{hours.map((hour) => (
					<text x={hour * 60} y="104">
						{hour}
					</text>
				))}
			</svg>
			<figcaption>
				<small>
					{day}, {timeZone}: {wordsOf(picture)}
				</small>
			</figcaption>
		</figure>
	);
};

function wordsOf({ posted, expected, quiet }: DayPicture): string {
	const parts = [`${posted.length} posted today (●)`, `${expected.length} more expected (○)`];
	return [...parts, ...(quiet.length ? ['quiet hours are dark'] : [])].join(', ');
}
