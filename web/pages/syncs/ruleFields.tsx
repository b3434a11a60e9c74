import type { FormInput } from '../formOf';
import { Choice, Field } from '../formParts';

/** Which Shorts are taken: what most people set, then the rest. */
export const RuleFields = ({ form, isOpen }: { form: FormInput; isOpen: boolean }) => (
	<fieldset>
		<legend>Which Shorts</legend>
		<div class="pairs">
			<Choice
				{...{ form, name: 'backfill', label: 'Of those that are there already' }}
				options={[
					['none', 'None: only new ones from now on'],
					['last', 'The newest …'],
					['all', 'All of them, little by little'],
				]}
			/>
			<div class="last-only">
				<Field {...{ form, name: 'backfillLast', label: 'How many', isNumber: true }} />
			</div>
			<Field
				{...{ form, name: 'maxPerDay', label: 'At most a day', isNumber: true }}
				placeholder="no limit"
			/>
		</div>
		<details open={isOpen || hasMoreRules(form)}>
			<summary>Words, hashtags, length, order</summary>
			<div class="pairs">
				<Field
					{...{ form, name: 'includeWords', label: 'Only with one of these words' }}
					placeholder="e.g. pottery, glaze"
				/>
				<Field {...{ form, name: 'excludeWords', label: 'Not with these words' }} />
				<Field
					{...{ form, name: 'includeHashtags', label: 'Only with one of these hashtags' }}
				/>
				<Field
					{...{ form, name: 'excludeHashtags', label: 'Not with these hashtags' }}
					placeholder="e.g. ad, live"
				/>
				<Field {...{ form, name: 'minDurationSec', label: 'Seconds, at least' }} isNumber />
				<Field {...{ form, name: 'maxDurationSec', label: 'Seconds, at most' }} isNumber />
				<Field
					{...{ form, name: 'fromDate', label: 'Published from' }}
					placeholder="e.g. 2026-11-01"
				/>
				<Field
					{...{ form, name: 'minAgeHours', label: 'Hours old, at least' }}
					isNumber
					required
				/>
				<Field
					{...{ form, name: 'maxPerRun', label: 'At most at a look' }}
					isNumber
					required
				/>
				<Choice
					{...{ form, name: 'order', label: 'First' }}
					options={[
						['oldest', 'The oldest'],
						['newest', 'The newest'],
					]}
				/>
			</div>
		</details>
	</fieldset>
);

function hasMoreRules(form: FormInput): boolean {
	return [
		...['includeWords', 'excludeWords', 'includeHashtags', 'excludeHashtags'],
		...['minDurationSec', 'maxDurationSec', 'fromDate'],
	].some((name) => form[name]);
}
