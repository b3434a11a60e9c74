import { previewInWords } from '../../../lib/sync/previewInWords';
import type { PreviewView } from '../../../lib/sync/syncView';
import { DecisionTable } from './decisionTable';
import { SourceTroubles } from './sourceTroubles';

interface Props {
	preview: PreviewView;
	/** The statement that the channel is one's own is ticked. */
	isStated: boolean;
	hasPictures: boolean;
}

/** What would happen, and what still stands in the way. */
export const PreviewResult = ({ preview, isStated, hasPictures }: Props) => {
	const { channel, items, sources } = preview;
	return (
		<section id="preview">
			<h2>
				What would happen on <a href={channel.url}>{channel.title}</a>
			</h2>
			<SourceTroubles sources={sources} />
			{!channel.ownership && !isStated && (
				<p class="next">
					14ms does not know yet that this channel is yours. Tick the statement above, or
					put <code>{channel.verifyCode}</code> into the channel’s description on YouTube.
				</p>
			)}
			<p>{previewInWords(preview)} Nothing has been posted.</p>
			{items.length > 0 && (
				<DecisionTable items={items} isPreview hasPictures={hasPictures} />
			)}
		</section>
	);
};
