import { followedInWords, previewInWords } from '../../../lib/sync/previewInWords';
import type { PreviewView } from '../../../lib/sync/syncView';
import { verificationInWords } from '../../../lib/sync/verification';
import { DecisionTable } from './decisionTable';
import { inPageWords } from './inPageWords';
import { SourceTroubles } from './sourceTroubles';

interface Props {
	preview: PreviewView;
	/** The statement that the channel is one's own is ticked. */
	isStated: boolean;
	/** Not of a sync that somebody has open. */
	isOfChannel?: boolean;
	hasPictures: boolean;
}

/** What would happen, and what still stands in the way. */
export const PreviewResult = ({ preview, isStated, isOfChannel, hasPictures }: Props) => {
	const { channel, items, sources, followedAs } = preview;
	const followed = isOfChannel ? followedInWords(preview) : null;
	return (
		<section id="preview">
			<h2>
				What would happen on <a href={channel.url}>{channel.title}</a>
			</h2>
			<SourceTroubles sources={sources} />
			{followed !== null && (
				<p>
					{followed} <a href={`/syncs/${followedAs}`}>To its page</a>
				</p>
			)}
			{!isStated && <Verification preview={preview} />}
			<p>{inPageWords(previewInWords(preview))} Nothing has been posted.</p>
			{items.length > 0 && (
				<DecisionTable items={items} isPreview hasPictures={hasPictures} />
			)}
		</section>
	);
};

const Verification = ({ preview: { channel, verification } }: Pick<Props, 'preview'>) => {
	const { verifyCode } = channel;
	const words = verificationInWords(verification, verifyCode, 'tick the statement above');
	if (words === null) return null;
	const [before, after] = words.split(verifyCode);
	return (
		<p class={verification === 'codeThere' ? undefined : 'next'}>
			{before}
			<code>{verifyCode}</code>
			{after}
		</p>
	);
};
