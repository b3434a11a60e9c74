import type { RepostView } from '../../lib/posting/view';
import { posting } from '../../lib/posting/request';
import type { AccountView } from '../api/accountView';
import { DirectPostFields } from './directPostFields';
import { isOn, type FormInput } from './formOf';
import { AccountChooser, OneOf, Tick } from './formParts';
import { Moment, Progress, StatePill, Trouble } from './parts';
import { postingWords } from '../../lib/posting/stateWords';

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
		<AccountChooser {...{ accounts, form }} />
		<OneOf
			legend="How it is posted"
			name="posting"
			values={posting.options}
			words={postingWords}
			hints={postingHints}
			chosen={form.posting ?? 'inbox'}
		/>
		<label>
			Caption
			<textarea name="caption" rows={3} placeholder="The Short's own title and description">
				{form.caption}
			</textarea>
		</label>
		<div class="auto-only">
			<DirectPostFields form={form} privacyLabel="Who can watch it" />
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
