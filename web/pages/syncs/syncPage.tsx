import { decisionStates, type DecisionState } from '../../../lib/sync/decision';
import { wordsOfReason } from '../../../lib/sync/reasonWords';
import { runInWords } from '../../../lib/sync/runInWords';
import type { DecisionView, SyncRunView, SyncView } from '../../../lib/sync/syncView';
import type { Page } from '../../../services/store/page';
import { Moment, Trouble } from '../parts';
import { DecisionTable } from './decisionTable';
import { inPageWords } from './inPageWords';
import { SourceTroubles } from './sourceTroubles';
import { SyncFacts } from './syncFacts';
import { SyncPill } from './syncsPage';
import { decisionWords } from './syncWords';

export interface SyncPageProps {
	sync: SyncView;
	decisions: Page<DecisionView>;
	runs: SyncRunView[];
	filter: { state?: DecisionState; reason?: string };
	/** A person has just asked for a look. */
	isLooking: boolean;
	/** It was followed before somebody asked for it once more. */
	isEarlier: boolean;
	trouble: string | null;
	hasPictures: boolean;
}

/** One channel: where it stands, every decision with its reason, and what a person can do. */
export const SyncPage = (props: SyncPageProps) => {
	const { sync, decisions, runs, filter, hasPictures } = props;
	return (
		<>
			<h1>
				{sync.channel.title} → {sync.account}
			</h1>
			<Trouble message={props.trouble} />
			{props.isEarlier && (
				<p class="next">
					This channel was followed already; its settings are as they were.
				</p>
			)}
			<Actions sync={sync} />
			<div data-live="">
				{props.isLooking && <p class="next">It looks now.</p>}
				<Standing sync={sync} />
				<SyncFacts sync={sync} />
				<h2>Videos</h2>
				<Filters sync={sync} filter={filter} />
				{decisions.items.length === 0 ? (
					<p class="empty">None.</p>
				) : (
					<DecisionTable items={decisions.items} hasPictures={hasPictures} />
				)}
				{decisions.nextCursor && (
					<p>
						<a href={queryOf({ ...filter, cursor: decisions.nextCursor })}>Older</a>
					</p>
				)}
				<Runs runs={runs} />
			</div>
		</>
	);
};

const Standing = ({ sync }: { sync: SyncView }) => (
	<>
		<p class="now">
			<SyncPill state={sync.state} />{' '}
			{sync.nextRunAt && (
				<small class="inline">
					Next look about <Moment at={sync.nextRunAt} />
				</small>
			)}
			{sync.state === 'paused' && sync.pauseNote && (
				<small class="inline">“{sync.pauseNote}”</small>
			)}
		</p>
		{sync.error && (
			<p class="trouble">
				{inPageWords(sync.error.message)} <code>{sync.error.code}</code>
			</p>
		)}
		{sync.trouble && <p class="trouble">{inPageWords(sync.trouble)}</p>}
		{sync.leaseUntil && (
			<p class="next">
				A program keeps this up. It ends <Moment at={sync.leaseUntil} /> unless it is asked
				for again.
			</p>
		)}
	</>
);

const Actions = ({ sync }: { sync: SyncView }) => {
	const own = `/syncs/${sync.id}`;
	const isActive = sync.state === 'active';
	return (
		<>
			<div class="actions">
				<form method="post" action={`${own}/${isActive ? 'run' : 'resume'}`}>
					<button>{actionLabels[sync.state]}</button>
				</form>
				<a href={`${own}/edit`}>Rules and captions</a>
				<a href={`${own}/remove`}>Stop following</a>
			</div>
			{sync.state !== 'paused' && (
				<details>
					<summary>Pause</summary>
					<form method="post" action={`${own}/pause`} class="inline">
						<input
							name="note"
							maxlength={200}
							aria-label="Note"
							placeholder="Why, e.g. on holiday"
						/>
						<button class="quiet">Pause</button>
					</form>
				</details>
			)}
		</>
	);
};

const actionLabels = { active: 'Look now', paused: 'Resume', needsAttention: 'Try again' };

const Filters = ({ sync, filter }: Pick<SyncPageProps, 'sync' | 'filter'>) => {
	const total = Object.values(sync.counts).reduce((sum, count) => sum + count, 0);
	return (
		<p class="filters">
			<a href="?" class={filter.state || filter.reason ? 'pill' : 'pill chosen'}>
				All {total}
			</a>
			{decisionStates
				.filter((state) => sync.counts[state] || filter.state === state)
				.map((state) => (
					<a
						href={queryOf({ state })}
						class={filter.state === state ? 'pill chosen' : 'pill'}
					>
						{decisionWords[state].label} {sync.counts[state]}
					</a>
				))}
			{filter.reason && (
				<a
					href={queryOf(filter.state ? { state: filter.state } : {})}
					class="pill chosen"
					title="Show all reasons"
				>
					{wordsOfReason(filter.reason)} ×
				</a>
			)}
		</p>
	);
};

const Runs = ({ runs }: { runs: SyncRunView[] }) => (
	<>
		<h2>Last looks that found something or failed</h2>
		{runs.length === 0 && <p class="empty">None yet.</p>}
		<ol class="timeline">
			{runs.map((run) => (
				<li>
					<Moment at={run.startedAt} seconds />
					<span>
						{runInWords(run)}
						<SourceTroubles sources={run.sources} />
					</span>
				</li>
			))}
		</ol>
	</>
);

function queryOf(query: Partial<Record<string, string>>): string {
	const given = Object.entries(query).filter(([, value]) => value !== undefined);
	return `?${new URLSearchParams(given as [string, string][]).toString()}`;
}

export const RemoveSyncPage = ({ sync }: { sync: SyncView }) => (
	<>
		<h1>Stop following {sync.channel.title}?</h1>
		<p>
			14ms looks at the channel no more. Reposts that it has asked for go on. What it decided
			is kept for when you follow the channel again, so that nothing is posted twice; until
			then it is not shown. Rules, captions, posting and interval are not kept.
		</p>
		<form method="post" action={`/syncs/${sync.id}/remove`} class="actions">
			<button class="danger">Stop following</button>
			<a href={`/syncs/${sync.id}`}>Keep it</a>
		</form>
	</>
);
