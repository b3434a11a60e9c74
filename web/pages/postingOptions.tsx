import type { Child } from 'hono/jsx';

const musicUrl = 'https://www.tiktok.com/legal/page/global/music-usage-confirmation/en';
const brandedUrl = 'https://www.tiktok.com/legal/page/global/bc-policy/en';

export const Tick = (props: {
	name: string;
	checked?: boolean;
	disabled?: boolean;
	required?: boolean;
	children: Child;
}) => (
	<label class={props.disabled ? 'tick disabled' : 'tick'}>
		<input
			type="checkbox"
			name={props.name}
			id={props.name}
			checked={props.checked}
			disabled={props.disabled}
			required={props.required}
		/>
		<span>{props.children}</span>
	</label>
);

/** TikTok's own words; they may not be shown before something is chosen (facts/tiktok.md §13). */
export const Disclosure = (props: { on: boolean; organic: boolean; branded: boolean }) => (
	<fieldset class="disclosure">
		<legend>Content disclosure</legend>
		<Tick name="disclose" checked={props.on}>
			Disclose video content
			<small>
				Turn on to say that this video promotes goods or services in exchange for something
				of value: yourself, a third party, or both.
			</small>
		</Tick>
		<div class="brands">
			<Tick name="brandOrganic" checked={props.organic}>
				Your brand
				<small>You are promoting yourself or your own business.</small>
			</Tick>
			<Tick name="brandContent" checked={props.branded}>
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
export const Declaration = () => (
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
