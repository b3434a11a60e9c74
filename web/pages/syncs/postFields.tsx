import { posting } from '../../../lib/posting/request';
import { everyInWords } from '../../../lib/sync/every';
import { DirectPostFields } from '../directPostFields';
import type { FormInput } from '../formOf';
import { Choice, OneOf } from '../formParts';
import { postingWords } from '../../../lib/posting/stateWords';

const usual = [5, 15, 30, 60, 120, 360, 720, 1440];

/** How often it looks, and how it posts. */
export const PostFields = ({ form }: { form: FormInput }) => (
	<>
		<Choice
			{...{ form, name: 'everyMinutes', label: 'Look for new Shorts' }}
			options={choicesWith(form.everyMinutes)}
		/>
		<div class="repost-only">
			<OneOf
				legend="How they are posted"
				name="posting"
				values={posting.options}
				words={postingWords}
				hints={postingHints}
				chosen={form.posting ?? 'inbox'}
			/>
			<div class="auto-only">
				<DirectPostFields
					form={form}
					privacyLabel="Who can watch them"
					aiHint="TikTok labels them as made with AI."
				/>
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
