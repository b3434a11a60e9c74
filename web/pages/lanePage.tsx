import { dayPicture } from '../../lib/posting/lane/dayPicture';
import type { LaneView } from '../../lib/posting/lane/laneView';
import { momentInWords } from '../../lib/posting/lane/localTime';
import type { FormInput } from './formOf';
import { DayStrip } from './dayStrip';
import { StatePill, Trouble } from './parts';

export interface LanePageProps {
	lane: LaneView;
	form: FormInput;
	nowMs: number;
	trouble: string | null;
}

export const LanePage = ({ lane, form, nowMs, trouble }: LanePageProps) => (
	<>
		<h1>Lane of {lane.account}</h1>
		<Trouble message={trouble} />
		<div data-live="">
			<Standing lane={lane} />
			<DayStrip picture={dayPicture(lane, nowMs)} timeZone={lane.settings.timeZone} />
			<Line lane={lane} />
		</div>
		<PauseForm lane={lane} />
		<SettingsForm lane={lane} form={form} />
	</>
);

const Standing = ({ lane }: { lane: LaneView }) => (
	<>
		{lane.paused && (
			<p class="trouble">
				Paused{lane.paused.note && `: “${lane.paused.note}”`}. What was under way goes on,
				nothing else begins.
			</p>
		)}
		{lane.closures.map(({ sentence, until, isOfApp }) => (
			<p class="trouble">
				{sentence} Until {momentInWords(Date.parse(until), lane.settings.timeZone)}
				{isOfApp && ', for all accounts'}.
			</p>
		))}
	</>
);

const Line = ({ lane: { onTheWay, waiting, atOnce } }: { lane: LaneView }) => (
	<>
		<h2>On the way ({`${onTheWay.length} of ${atOnce}`})</h2>
		{onTheWay.length === 0 && <p class="empty">None.</p>}
		<ul class="cards">
			{onTheWay.map(({ id, title, video, state }) => (
				<li>
					<a href={`/reposts/${id}`}>{title ?? video}</a> <StatePill state={state} />
				</li>
			))}
		</ul>
		<h2>Waiting ({waiting.total})</h2>
		{waiting.total === 0 && <p class="empty">None.</p>}
		<ol class="cards">
			{waiting.items.map(({ id, title, video, priority, reason }) => (
				<li>
					<a href={`/reposts/${id}`}>{title ?? video}</a>
					{priority !== 5 && <span class="pill off">priority {priority}</span>}
					<small>{reason}</small>
				</li>
			))}
		</ol>
		{waiting.total > waiting.items.length && (
			<p>
				<small>And {waiting.total - waiting.items.length} more after them.</small>
			</p>
		)}
	</>
);

const PauseForm = ({ lane }: { lane: LaneView }) =>
	lane.paused || lane.closures.length ? (
		<form method="post" action={`/accounts/${lane.accountId}/lane/resume`} class="actions">
			<button>{lane.paused ? 'Resume' : 'Ask TikTok again now'}</button>
		</form>
	) : (
		<form method="post" action={`/accounts/${lane.accountId}/lane/pause`}>
			<label>
				Note
				<input name="note" maxlength={200} placeholder="e.g. on holiday until Monday" />
			</label>
			<button class="quiet">Pause posting</button>
		</form>
	);

const SettingsForm = ({ lane, form }: { lane: LaneView; form: FormInput }) => {
	const { settings } = lane;
	const value = (name: string, now: string | number | null | undefined): string =>
		form[name] ?? String(now ?? '');
	return (
		<section>
			<h2>Schedule</h2>
			<form method="post" action={`/accounts/${lane.accountId}/lane`}>
				<label>
					Time zone
					<input name="timeZone" value={value('timeZone', settings.timeZone)} required />
					<small>e.g. Europe/Berlin: days, times and quiet hours are by its clocks</small>
				</label>
				<label>
					Posting times
					<input
						name="postingTimes"
						value={value('postingTimes', settings.postingTimes.join(', '))}
						placeholder="e.g. 09:00, 18:00"
					/>
					<small>One post at each of them; empty: at any time</small>
				</label>
				<label>
					Minutes from one post to the next
					<input
						name="spacingMinutes"
						inputmode="numeric"
						value={value('spacingMinutes', settings.spacingMinutes)}
					/>
				</label>
				<label>
					Most posts a day
					<input
						name="dailyCap"
						inputmode="numeric"
						value={value('dailyCap', settings.dailyCap)}
						placeholder="no limit"
					/>
				</label>
				<label>
					Quiet hours
					<input
						name="quietHours"
						value={value(
							'quietHours',
							settings.quietHours &&
								`${settings.quietHours.from}-${settings.quietHours.until}`,
						)}
						placeholder="e.g. 22:00-07:00"
					/>
				</label>
				<label>
					Most reposts between download and upload
					<input
						name="atOnce"
						inputmode="numeric"
						value={value('atOnce', settings.atOnce)}
						placeholder={String(lane.atOnce)}
					/>
				</label>
				<button>Save</button>
			</form>
		</section>
	);
};
