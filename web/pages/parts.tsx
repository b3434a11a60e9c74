import { megabytes } from '../../lib/megabytes';
import type { RepostState } from '../../lib/posting/states';
import type { RepostView } from '../../lib/posting/view';
import { stateWords } from '../../lib/posting/stateWords';

export const StatePill = ({ state }: { state: RepostState }) => (
	<span class={`pill ${stateWords[state].tone}`}>{stateWords[state].label}</span>
);

export const Trouble = ({ message }: { message: string | null }) =>
	message === null ? null : (
		<p class="trouble" role="alert">
			{message}
		</p>
	);

export const Moment = ({ at, seconds = false }: { at: string; seconds?: boolean }) => (
	<time datetime={at} title={at}>
		{at.slice(0, seconds ? 19 : 16).replace('T', ' ')} UTC
	</time>
);

export const Progress = ({ progress }: Pick<RepostView, 'progress'>) => {
	if (!progress) return null;
	const { doneBytes, totalBytes } = progress;
	return (
		<span class="progress">
			<progress value={doneBytes} max={totalBytes ?? undefined}></progress>
			<small>
				{megabytes(doneBytes)}
				{totalBytes !== null && ` of ${megabytes(totalBytes)}`}
			</small>
		</span>
	);
};
