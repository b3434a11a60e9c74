import { syncAction, type PreviewView } from '../../../lib/sync/syncView';
import type { AccountView } from '../../api/accountView';
import { isOn, type FormInput } from '../formOf';
import { AccountChooser, OneOf, Tick } from '../formParts';
import { Trouble } from '../parts';
import { CaptionFields } from './captionFields';
import { PostFields } from './postFields';
import { PreviewResult } from './previewResult';
import { RuleFields } from './ruleFields';
import { actionWords } from './syncWords';

export interface FollowPageProps {
	accounts: AccountView[];
	form: FormInput;
	preview: PreviewView | null;
	trouble: string | null;
	hasPictures: boolean;
}

/** "Follow a channel": first what would happen, then the button that does it. */
export const FollowPage = (props: FollowPageProps) => {
	const { form, preview, hasPictures } = props;
	const connected = props.accounts.filter(({ status }) => status === 'connected');
	if (connected.length === 0) return <NoAccount />;
	return (
		<>
			<h1>Follow a channel</h1>
			<Trouble message={props.trouble} />
			<form method="post" action="/syncs/preview#preview" class="request">
				<label>
					YouTube channel
					<input
						name="channel"
						required
						placeholder="@handle, channel address or id"
						value={form.channel}
					/>
				</label>
				<AccountChooser accounts={connected} form={form} />
				<OneOf
					legend="With new Shorts"
					name="action"
					values={syncAction.options}
					words={actionWords}
					hints={actionHints}
					chosen={form.action ?? 'repost'}
				/>
				<PostFields form={form} />
				<RuleFields form={form} isOpen={false} />
				<CaptionFields form={form} isOpen={false} />
				<Tick name="ownContent" checked={isOn(form, 'ownContent')}>
					This is my channel, and its videos are my own
					<small>
						Kept with today’s date. TikTok refuses copies of other people’s videos, and
						so does 14ms. Not needed once the channel’s description holds its code.
					</small>
				</Tick>
				<p class="actions">
					<button class={preview ? 'quiet' : undefined}>
						{preview ? 'Show again' : 'Show what would happen'}
					</button>
					{preview && <button formaction="/syncs">Follow this channel</button>}
				</p>
			</form>
			{preview && (
				<PreviewResult
					{...{ preview, hasPictures }}
					isOfChannel
					isStated={isOn(form, 'ownContent')}
				/>
			)}
		</>
	);
};

const NoAccount = () => (
	<>
		<h1>Follow a channel</h1>
		<p>
			<a class="button" href="/connect/tiktok">
				Connect your TikTok account
			</a>{' '}
			first.
		</p>
	</>
);

const actionHints = {
	repost: '14ms reposts them by itself, each once.',
	announce: 'An event for n8n or another program, which may write the caption and repost.',
};
