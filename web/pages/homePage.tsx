import type { RepostView } from '../../lib/posting/view';
import { posting, privacyLevel } from '../../lib/posting/request';
import type { AccountView } from '../api/accountView';
import { isOn, type FormInput } from './formOf';
import { Moment, Progress, StatePill, Trouble } from './parts';
import { Declaration, Disclosure, Tick } from './postingOptions';
import { postingWords, privacyWords } from './stateWords';

export interface HomeProps {
	accounts: AccountView[];
	reposts: RepostView[];
	nextCursor: string | null;
	form: FormInput;
	trouble: string | null;
}

export const HomePage = (props: HomeProps) => {
	const connected = props.accounts.filter(({ status }) => status === 'connected');
	return (
		<>
			<section>
				<h1>Repost a Short</h1>
				{connected.length ? (
					<>
						<RequestForm {...props} accounts={connected} />
						<p>
							<small>
								Or <a href="/syncs/new">follow your channel</a>: new Shorts repost
								themselves.
							</small>
						</p>
					</>
				) : (
					<p>
						<a class="button" href="/connect/tiktok">
							Connect your TikTok account
						</a>{' '}
						to begin.
					</p>
				)}
			</section>
			<section>
				<h2>Your reposts</h2>
				<div data-live>
					<RepostTable reposts={props.reposts} />
					{props.nextCursor && (
						<p>
							<a href={`/?cursor=${encodeURIComponent(props.nextCursor)}`}>Older</a>
						</p>
					)}
				</div>
			</section>
		</>
	);
};

const RepostTable = ({ reposts }: { reposts: RepostView[] }) =>
	reposts.length === 0 ? (
		<p class="empty">Nothing yet.</p>
	) : (
		<div class="scroll">
			<table>
				<thead>
					<tr>
						<th>Short</th>
						<th>Account</th>
						<th>Where it is</th>
						<th>Next step</th>
						<th>Asked for</th>
					</tr>
				</thead>
				<tbody>
					{reposts.map((repost) => (
						<tr>
							<td>
								<a href={`/reposts/${repost.id}`}>{repost.title ?? repost.video}</a>
								<small>{postingWords[repost.posting]}</small>
							</td>
							<td>{repost.account}</td>
							<td>
								<StatePill state={repost.state} />
								<Progress progress={repost.progress} />
							</td>
							<td>
								{repost.state === 'awaitingReview' ? (
									<a href={`/reposts/${repost.id}/review`}>Review it</a>
								) : (
									(repost.nextStep ?? repost.error?.message ?? '')
								)}
							</td>
							<td>
								<Moment at={repost.createdAt} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);

const RequestForm = ({ accounts, form, trouble }: HomeProps) => (
	<form method="post" action="/reposts" class="request">
		<Trouble message={trouble} />
		<label>
			YouTube Short
			<input
				name="video"
				required
				placeholder="https://www.youtube.com/shorts/…"
				value={form.video}
			/>
		</label>
		<label>
			TikTok account
			<select name="account" required>
				{accounts.map(({ id, username, displayName }) => (
					<option value={id} selected={form.account === id}>
						{displayName}
						{username && ` (@${username})`}
					</option>
				))}
			</select>
		</label>
		<fieldset>
			<legend>How it is posted</legend>
			{posting.options.map((value) => (
				<label class="tick">
					<input
						type="radio"
						name="posting"
						value={value}
						checked={(form.posting ?? 'inbox') === value}
					/>
					<span>
						{postingWords[value]}
						<small>{postingHints[value]}</small>
					</span>
				</label>
			))}
		</fieldset>
		<label>
			Caption
			<textarea name="caption" rows={3} placeholder="The Short's own title and description">
				{form.caption}
			</textarea>
		</label>
		<div class="auto-only">
			<label>
				Who can watch it
				<select name="privacy">
					<option value="">Choose</option>
					{privacyLevel.options.map((level) => (
						<option value={level} selected={form.privacy === level}>
							{privacyWords[level]}
						</option>
					))}
				</select>
			</label>
			<fieldset>
				<legend>Allow others to</legend>
				<Tick name="allowComment" checked={isOn(form, 'allowComment')}>
					Comment
				</Tick>
				<Tick name="allowDuet" checked={isOn(form, 'allowDuet')}>
					Duet
				</Tick>
				<Tick name="allowStitch" checked={isOn(form, 'allowStitch')}>
					Stitch
				</Tick>
			</fieldset>
			<Disclosure
				on={isOn(form, 'disclose')}
				organic={isOn(form, 'brandOrganic')}
				branded={isOn(form, 'brandContent')}
			/>
			<Declaration />
		</div>
		<Tick name="ownContent" checked={isOn(form, 'ownContent')} required>
			This is my video
			<small>TikTok refuses copies of other people's videos, and so does 14ms.</small>
		</Tick>
		<button>Repost</button>
	</form>
);

const postingHints = {
	inbox: 'It lands in your TikTok inbox; you finish it in the app. TikTok drops the caption, so copy it from here.',
	review: 'You see the video and choose its settings here before it is posted.',
	auto: 'It is posted with the settings below, without asking again.',
};
