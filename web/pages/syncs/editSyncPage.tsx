import type { PreviewView, SyncView } from '../../../lib/sync/syncView';
import { isOn, type FormInput } from '../formOf';
import { Tick } from '../formParts';
import { Trouble } from '../parts';
import { CaptionFields } from './captionFields';
import { PostFields } from './postFields';
import { PreviewResult } from './previewResult';
import { RuleFields } from './ruleFields';

export interface EditSyncPageProps {
	sync: SyncView;
	form: FormInput;
	preview: PreviewView | null;
	trouble: string | null;
	hasPictures: boolean;
}

/** Rules, captions and posting of a sync, with what they would do. */
export const EditSyncPage = (props: EditSyncPageProps) => {
	const { sync, form, preview, hasPictures } = props;
	const own = `/syncs/${sync.id}`;
	const isOwned = sync.channel.ownership !== null;
	return (
		<>
			<h1>
				Settings of {sync.channel.title} → {sync.account}
			</h1>
			<Trouble message={props.trouble} />
			<p>
				What was posted stays posted. What a changed rule had skipped is decided on anew.{' '}
				<a href={own}>Back</a>
			</p>
			<form method="post" action={`${own}/edit`} class="request">
				<input type="hidden" name="action" value={sync.action} />
				<PostFields form={form} />
				<RuleFields form={form} isOpen />
				<CaptionFields form={form} isOpen />
				{!isOwned && (
					<Tick name="ownContent" checked={isOn(form, 'ownContent')}>
						This is my channel, and its videos are my own
						<small>Kept with today’s date.</small>
					</Tick>
				)}
				<p class="actions">
					<button>Save</button>
					<button class="quiet" formaction={`${own}/edit/preview#preview`}>
						Show captions and what would happen
					</button>
				</p>
			</form>
			{preview && <PreviewResult {...{ preview, hasPictures }} isStated />}
		</>
	);
};
