import { captionsInWords } from '../../../lib/sync/captionsInWords';
import { everyInWords } from '../../../lib/sync/every';
import { rulesInWords } from '../../../lib/sync/rulesInWords';
import { runInWords } from '../../../lib/sync/runInWords';
import type { SyncView } from '../../../lib/sync/syncView';
import { Moment } from '../parts';
import { postingWords, privacyWords } from '../../../lib/posting/stateWords';
import { actionWords } from './syncWords';
import { utcDay } from '../../../lib/utcDay';

/** What a sync is set to, how its reposts do, and its last run. */
export const SyncFacts = ({ sync }: { sync: SyncView }) => {
	const { channel, lastRun, posts } = sync;
	const captions = captionsInWords(sync.captions);
	return (
		<dl>
			<dt>Channel</dt>
			<dd>
				<a href={channel.url}>{channel.handle ?? channel.id}</a>{' '}
				<Owned ownership={channel.ownership} code={channel.verifyCode} />
			</dd>
			<dt>Looks</dt>
			<dd>
				{everyInWords(sync.everyMinutes)}{' '}
				{sync.lastRunAt && (
					<small>
						last <Moment at={sync.lastRunAt} seconds />
					</small>
				)}
			</dd>
			<dt>New Shorts</dt>
			<dd>{postingOf(sync)}</dd>
			<dt>Rules</dt>
			<dd>{rulesInWords(sync.rules).join('; ')}</dd>
			{captions.length > 0 && (
				<>
					<dt>Captions</dt>
					<dd>{captions.join('; ')}</dd>
				</>
			)}
			{lastRun && (
				<>
					<dt>Last find</dt>
					<dd>
						{runInWords(lastRun)}{' '}
						<small>
							<Moment at={lastRun.startedAt} />
						</small>
					</dd>
				</>
			)}
			{posts && (
				<>
					<dt>On TikTok</dt>
					<dd>
						{posts.views} views, {posts.likes} likes, {posts.comments} comments,{' '}
						{posts.shares} shares <small>of {posts.read} reposts</small>
					</dd>
				</>
			)}
		</dl>
	);
};

const Owned = (props: { ownership: SyncView['channel']['ownership']; code: string }) =>
	props.ownership ? (
		<small>
			yours by {props.ownership.kind === 'code' ? 'the code in its description' : 'your word'}{' '}
			of {utcDay(props.ownership.at)}
		</small>
	) : (
		<small>
			not known to be yours: put <code>{props.code}</code> into its description
		</small>
	);

function postingOf({ action, posting, settings: { privacy } }: SyncView): string {
	if (action === 'announce') return actionWords.announce;
	const who = privacy ? `, ${privacyWords[privacy].toLowerCase()}` : '';
	return `${postingWords[posting]}${posting === 'auto' ? who : ''}`;
}
