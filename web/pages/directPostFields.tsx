import { privacyLevel } from '../../lib/posting/request';
import type { CreatorInfo } from '../../lib/tiktok/types';
import { isOn, type FormInput } from './formOf';
import { Tick } from './formParts';
import { privacyWords } from '../../lib/posting/stateWords';

const musicUrl = 'https://www.tiktok.com/legal/page/global/music-usage-confirmation/en';
const brandedUrl = 'https://www.tiktok.com/legal/page/global/bc-policy/en';

interface Props {
	form: FormInput;
	/** e.g. Who can watch it */
	privacyLabel: string;
	/** What the AI label does; without it the label is not offered. */
	aiHint?: string;
	/** What TikTok lets this one choose; without it everything is offered, and nothing required. */
	creator?: CreatorInfo | undefined;
}

/** What a person sets for a post that skips the inbox (facts/tiktok.md §13); nothing is chosen for them. */
export const DirectPostFields = ({ form, privacyLabel, aiHint, creator }: Props) => (
	<>
		<label>
			{privacyLabel}
			<select name="privacy" required={creator !== undefined}>
				<option value="">Choose</option>
				{(creator?.privacyLevelOptions ?? privacyLevel.options).map((level) => (
					<option value={level} selected={form.privacy === level}>
						{privacyWords[level]}
					</option>
				))}
			</select>
		</label>
		<Interactions {...{ form, creator }} />
		<Disclosure form={form} />
		{aiHint && (
			<Tick name="isAigc" checked={isOn(form, 'isAigc')}>
				AI-generated
				<small>{aiHint}</small>
			</Tick>
		)}
		<Declaration />
	</>
);

/** What the creator turned off at TikTok is greyed out. */
const Interactions = ({ form, creator }: Pick<Props, 'form' | 'creator'>) => {
	const offered = [
		['allowComment', 'Comment', creator?.commentDisabled],
		['allowDuet', 'Duet', creator?.duetDisabled],
		['allowStitch', 'Stitch', creator?.stitchDisabled],
	] as const;
	return (
		<fieldset class={creator ? 'row' : undefined}>
			<legend>Allow others to</legend>
			{offered.map(([name, label, isDisabled = false]) => (
				<Tick name={name} checked={!isDisabled && isOn(form, name)} disabled={isDisabled}>
					{label}
					{isDisabled && <small>Turned off at TikTok</small>}
				</Tick>
			))}
		</fieldset>
	);
};

/** TikTok's own words; they may not be shown before something is chosen (facts/tiktok.md §13). */
const Disclosure = ({ form }: { form: FormInput }) => (
	<fieldset class="disclosure">
		<legend>Content disclosure</legend>
		<Tick name="disclose" checked={isOn(form, 'disclose')}>
			Disclose video content
			<small>
				Turn on to say that this video promotes goods or services in exchange for something
				of value: yourself, a third party, or both.
			</small>
		</Tick>
		<div class="brands">
			<Tick name="brandOrganic" checked={isOn(form, 'brandOrganic')}>
				Your brand
				<small>You are promoting yourself or your own business.</small>
			</Tick>
			<Tick name="brandContent" checked={isOn(form, 'brandContent')}>
				Branded content
				<small>You are promoting another brand or a third party.</small>
			</Tick>
			<p class="label-promotional">
				Your photo/video will be labeled as 'Promotional content'
			</p>
			<p class="label-paid">Your photo/video will be labeled as 'Paid partnership'</p>
			<p class="label-missing">
				You need to indicate if your content promotes yourself, a third party, or both.
			</p>
			<p class="label-private">Branded content visibility cannot be set to private.</p>
		</div>
	</fieldset>
);

/** The declaration that TikTok wants before the button. */
const Declaration = () => (
	<p class="declaration">
		<span class="plain">
			By posting, you agree to TikTok's <a href={musicUrl}>Music Usage Confirmation</a>.
		</span>
		<span class="branded">
			By posting, you agree to TikTok's <a href={brandedUrl}>Branded Content Policy</a> and{' '}
			<a href={musicUrl}>Music Usage Confirmation</a>.
		</span>
	</p>
);
