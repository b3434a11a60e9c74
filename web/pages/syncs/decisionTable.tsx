import type { DecisionState } from '../../../lib/sync/decision';
import { wordsOfReason } from '../../../lib/sync/reasonWords';
import type { DecisionView, PreviewView } from '../../../lib/sync/syncView';
import { Moment, StatePill } from '../parts';
import { decisionWords, previewWords } from './syncWords';

interface Props {
	/** Decisions of a sync, or what a preview says. */
	items: (PreviewView['items'][number] & Partial<Pick<DecisionView, 'lookAgainAt'>>)[];
	isPreview?: boolean;
	/** YouTube's pictures; not in the sandbox, whose videos it does not have. */
	hasPictures: boolean;
}

/** Videos with what became, or would become, of each, and why. */
export const DecisionTable = ({ items, isPreview = false, hasPictures }: Props) => (
	<div class="scroll">
		<table class="decisions">
			<thead>
				<tr>
					<th>Short</th>
					<th>{isPreview ? 'What would happen' : 'What happened'}</th>
					<th>Caption</th>
				</tr>
			</thead>
			<tbody>
				{items.map((item) => (
					<tr>
						<td>
							<Short item={item} hasPictures={hasPictures} />
						</td>
						<td>
							<Outcome item={item} isPreview={isPreview} />
						</td>
						<td>
							{item.caption !== null && (
								<details>
									<summary>{firstLine(item.caption)}</summary>
									<pre>{item.caption}</pre>
								</details>
							)}
						</td>
					</tr>
				))}
			</tbody>
		</table>
	</div>
);

type Item = Props['items'][number];

const Short = ({ item, hasPictures }: { item: Item; hasPictures: boolean }) => (
	<div class="short">
		{hasPictures && (
			<img
				src={`https://i.ytimg.com/vi/${item.video}/mqdefault.jpg`}
				alt=""
				width="45"
				height="80"
				loading="lazy"
			/>
		)}
		<div>
			<a href={item.url}>{item.title || item.video}</a>
			<small>
				{item.publishedAt && <Moment at={item.publishedAt} />}
				{item.publishedAt && item.durationSec !== null && ' · '}
				{item.durationSec !== null && `${Math.round(item.durationSec)}\u00a0s`}
			</small>
		</div>
	</div>
);

const Outcome = ({ item, isPreview }: { item: Item; isPreview: boolean }) => (
	<>
		{item.repost ? (
			<a href={`/reposts/${item.repost.id}`}>
				<StatePill state={item.repost.state} />
			</a>
		) : (
			<DecisionPill state={item.state} isPreview={isPreview} />
		)}{' '}
		{!isPreview && item.reason !== 'chosen' && (
			<a class="reason" href={`?reason=${encodeURIComponent(item.reason)}`}>
				{wordsOfReason(item.reason)}
			</a>
		)}
		<small>
			{item.sentence}
			{item.lookAgainAt && (
				<>
					{' '}
					Next look at it: <Moment at={item.lookAgainAt} />
				</>
			)}
		</small>
		{item.repost?.url && (
			<small>
				<a href={item.repost.url}>On TikTok</a>
			</small>
		)}
	</>
);

const DecisionPill = ({ state, isPreview }: { state: DecisionState; isPreview: boolean }) => {
	const { label, tone } = (isPreview ? previewWords : decisionWords)[state];
	return <span class={`pill ${tone}`}>{label}</span>;
};

function firstLine(caption: string): string {
	const [line = ''] = caption.trim().split('\n');
	return line.length > 40 ? `${line.slice(0, 39).toWellFormed()}…` : line || 'empty';
}
