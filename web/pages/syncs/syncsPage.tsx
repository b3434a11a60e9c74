import type { Page } from '../../../services/store/page';
import { everyInWords } from '../../../lib/sync/every';
import type { SyncView } from '../../../lib/sync/syncView';
import { Moment } from '../parts';
import { postingWords } from '../../../lib/posting/stateWords';
import { inPageWords } from './inPageWords';
import { syncStateWords } from './syncWords';

/** Channels that are followed. */
export const SyncsPage = ({ items, nextCursor }: Page<SyncView>) => (
	<>
		<h1>Channels</h1>
		<p>
			<a class="button" href="/syncs/new">
				Follow a channel
			</a>
		</p>
		<div data-live>
			{items.length === 0 && (
				<p class="empty">
					None yet. 14ms looks at a channel of yours every few minutes and reposts its new
					Shorts by itself.
				</p>
			)}
			<ul class="cards">
				{items.map((sync) => (
					<Card sync={sync} />
				))}
			</ul>
			{nextCursor && (
				<p>
					<a href={`/syncs?cursor=${encodeURIComponent(nextCursor)}`}>Older</a>
				</p>
			)}
		</div>
	</>
);

const Card = ({ sync }: { sync: SyncView }) => (
	<li>
		<p class="heading">
			<a href={`/syncs/${sync.id}`}>
				<strong>{sync.channel.title}</strong>
			</a>{' '}
			→ {sync.account} <SyncPill state={sync.state} />
		</p>
		<p>
			{sync.action === 'announce' ? 'Announces' : postingWords[sync.posting]},{' '}
			{everyInWords(sync.everyMinutes)}. {countsInWords(sync)}
		</p>
		{sync.error && <p class="trouble">{inPageWords(sync.error.message)}</p>}
		{sync.trouble && <small class="trouble">{inPageWords(sync.trouble)}</small>}
		<small>
			{sync.state === 'paused' && (sync.pauseNote ? `“${sync.pauseNote}” ` : 'Paused. ')}
			{sync.lastRunAt && (
				<>
					Last look <Moment at={sync.lastRunAt} />.{' '}
				</>
			)}
			{sync.nextRunAt && (
				<>
					Next look about <Moment at={sync.nextRunAt} />.
				</>
			)}
		</small>
	</li>
);

export const SyncPill = ({ state }: { state: SyncView['state'] }) => (
	<span class={`pill ${syncStateWords[state].tone}`}>{syncStateWords[state].label}</span>
);

function countsInWords({ counts }: SyncView): string {
	const { requested, announced, waiting, undecided, skipped } = counts;
	const parts = [
		...(requested ? [`${requested} requested`] : []),
		...(announced ? [`${announced} announced`] : []),
		...(waiting ? [`${waiting} waiting`] : []),
		...(undecided ? [`${undecided} looked at again`] : []),
		...(skipped ? [`${skipped} skipped`] : []),
	];
	return parts.length ? `${parts.join(', ')}.` : 'No video seen yet.';
}
