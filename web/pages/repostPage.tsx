import { isFinal } from '../../lib/posting/states';
import type { RepostView, TimelineView } from '../../lib/posting/view';
import { Numbers } from './numbersTable';
import { megabytes } from '../../lib/megabytes';
import { Moment, Progress, StatePill, Trouble } from './parts';
import { postingWords, privacyWords } from '../../lib/posting/stateWords';
import { timelineWords } from '../../lib/posting/timelineWords';

export interface RepostPageProps {
	repost: RepostView;
	timeline: TimelineView[];
	preparation: string | null;
	trouble: string | null;
}

export const RepostPage = ({ repost, timeline, preparation, trouble }: RepostPageProps) => (
	<>
		<h1>{repost.title ?? repost.video}</h1>
		<Trouble message={trouble} />
		<div data-live={isFinal(repost.state) ? 'done' : ''}>
			<p class="now">
				<StatePill state={repost.state} />
				<Progress progress={repost.progress} />
			</p>
			<NextStep repost={repost} />
			<Actions repost={repost} />
			<Facts repost={repost} preparation={preparation} />
			<Numbers numbers={repost.numbers} />
			<h2>What happened</h2>
			<ol class="timeline">
				{timeline.map(({ type, data, at }) => (
					<li>
						<Moment at={at} seconds /> <span>{timelineWords(type, data)}</span>
					</li>
				))}
			</ol>
		</div>
		{repost.caption && <CaptionBox caption={repost.caption} posting={repost.posting} />}
	</>
);

/** The next step of one that waits says why it does: not told twice. */
const NextStep = ({ repost: { error, nextStep } }: { repost: RepostView }) => {
	const isSaid = error !== null && nextStep?.startsWith(error.message) === true;
	return (
		<>
			{error && !isSaid && (
				<p class="trouble">
					{error.message} <code>{error.code}</code>
				</p>
			)}
			{nextStep && (
				<p class="next">
					<strong>Next step:</strong> {nextStep} {isSaid && <code>{error.code}</code>}
				</p>
			)}
		</>
	);
};

const Actions = ({ repost }: { repost: RepostView }) => (
	<div class="actions">
		{repost.state === 'awaitingReview' && (
			<a class="button" href={`/reposts/${repost.id}/review`}>
				Review it
			</a>
		)}
		{(repost.state === 'failed' || repost.state === 'cancelled') && (
			<form method="post" action={`/reposts/${repost.id}/retry`}>
				<button>Try again</button>
			</form>
		)}
		{repost.error?.code === 'maybe_posted' && !isFinal(repost.state) && (
			<form method="post" action={`/reposts/${repost.id}/retry`}>
				<button>It is not on TikTok: post it</button>
			</form>
		)}
		{!isFinal(repost.state) && (
			<form method="post" action={`/reposts/${repost.id}/cancel`}>
				<button class="quiet">Cancel</button>
			</form>
		)}
	</div>
);

const Facts = ({ repost, preparation }: { repost: RepostView; preparation: string | null }) => (
	<dl>
		<dt>Short</dt>
		<dd>
			<a href={`https://www.youtube.com/shorts/${repost.video}`}>{repost.video}</a>
		</dd>
		<dt>Account</dt>
		<dd>{repost.account}</dd>
		<dt>Posting</dt>
		<dd>
			{postingWords[repost.posting]}
			{repost.privacy && `, ${privacyWords[repost.privacy].toLowerCase()}`}
		</dd>
		{repost.bytes !== null && (
			<>
				<dt>File</dt>
				<dd>
					{megabytes(repost.bytes)}
					{preparation && `, ${preparation}`}
					<small class="mono">sha256 {repost.sha256}</small>
				</dd>
			</>
		)}
		{repost.url && (
			<>
				<dt>Post</dt>
				<dd>
					<a href={repost.url}>{repost.url}</a>
				</dd>
			</>
		)}
		{repost.publishId && (
			<>
				<dt>TikTok's id</dt>
				<dd class="mono">{repost.publishId}</dd>
			</>
		)}
		{repost.attempt > 1 && (
			<>
				<dt>Attempt</dt>
				<dd>{repost.attempt}</dd>
			</>
		)}
	</dl>
);

const CaptionBox = ({ caption, posting }: Pick<RepostView, 'posting'> & { caption: string }) => (
	<section>
		<h2>Caption</h2>
		{posting === 'inbox' && (
			<p>TikTok drops captions sent to the inbox: copy it and paste it in the app.</p>
		)}
		<textarea id="caption" rows={6} readonly>
			{caption}
		</textarea>
		<button class="quiet" type="button" data-copy="caption" hidden>
			Copy caption
		</button>
	</section>
);
