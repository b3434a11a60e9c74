import { posting, privacyLevel } from '../../../lib/posting/request';
import { everyInWords } from '../../../lib/sync/every';
import { isOn, type FormInput } from '../formOf';
import { Declaration, Disclosure, Tick } from '../postingOptions';
import { postingWords, privacyWords } from '../stateWords';
import { Choice } from './ruleFields';

const usual = [5, 15, 30, 60, 120, 360, 720, 1440];

/** How often it looks, and how it posts. */
export const PostFields = ({ form }: { form: FormInput }) => (
	<>
		<Choice
			{...{ form, name: 'everyMinutes', label: 'Look for new Shorts' }}
			options={choicesWith(form.everyMinutes)}
		/>
		<div class="repost-only">
			<fieldset>
				<legend>How they are posted</legend>
				{posting.options.map((value) => (
					<label class="tick">
						<input
							type="radio"
							name="posting"
							value={value}
							checked={(form.posting ?? 'inbox') === value}
						/>
						<span>
							{postingWords[value]}
							<small>{postingHints[value]}</small>
						</span>
					</label>
				))}
			</fieldset>
			<div class="auto-only">
				<label>
					Who can watch them
					<select name="privacy">
						<option value="">Choose</option>
						{privacyLevel.options.map((level) => (
							<option value={level} selected={form.privacy === level}>
								{privacyWords[level]}
							</option>
						))}
					</select>
				</label>
				<fieldset>
					<legend>Allow others to</legend>
					<Tick name="allowComment" checked={isOn(form, 'allowComment')}>
						Comment
					</Tick>
					<Tick name="allowDuet" checked={isOn(form, 'allowDuet')}>
						Duet
					</Tick>
					<Tick name="allowStitch" checked={isOn(form, 'allowStitch')}>
						Stitch
					</Tick>
				</fieldset>
				<Disclosure
					on={isOn(form, 'disclose')}
					organic={isOn(form, 'brandOrganic')}
					branded={isOn(form, 'brandContent')}
				/>
				<Tick name="isAigc" checked={isOn(form, 'isAigc')}>
					AI-generated
					<small>TikTok labels them as made with AI.</small>
				</Tick>
				<Declaration />
			</div>
		</div>
	</>
);

function choicesWith(current: string | undefined): [string, string][] {
	const now = Number(current);
	const all = Number.isInteger(now) && now > 0 ? [...new Set([...usual, now])] : usual;
	return all.sort((a, b) => a - b).map((minutes) => [`${minutes}`, everyInWords(minutes)]);
}

const postingHints = {
	inbox: 'They land in your TikTok inbox; you finish each in the app.',
	review: 'Each waits here until you have looked at it and chosen its settings.',
	auto: 'Each is posted with the settings below, without asking again.',
};
