import type { FormInput } from '../formOf';
import { Choice, Field } from '../formParts';
import { fieldLabels } from './fieldLabels';

/** Which Shorts are taken: what most people set, then the rest. */
export const RuleFields = ({ form, isOpen }: { form: FormInput; isOpen: boolean }) => (
	<fieldset>
		<legend>Which Shorts</legend>
		<div class="pairs">
			<Choice
				{...{ form, name: 'backfill', label: fieldLabels.backfill }}
				options={[
					['none', 'None: only new ones from now on'],
					['last', 'The newest …'],
					['all', 'All of them, little by little'],
				]}
			/>
			<div class="last-only">
				<Field
					{...{
						form,
						name: 'backfillLast',
						label: fieldLabels.backfillLast,
						isNumber: true,
					}}
				/>
			</div>
			<Field
				{...{ form, name: 'maxPerDay', label: fieldLabels.maxPerDay, isNumber: true }}
				placeholder="no limit"
			/>
		</div>
		<details open={isOpen || hasMoreRules(form)}>
			<summary>Words, hashtags, length, order</summary>
			<div class="pairs">
				<Field
					{...{ form, name: 'includeWords', label: fieldLabels.includeWords }}
					placeholder="e.g. pottery, glaze"
				/>
				<Field {...{ form, name: 'excludeWords', label: fieldLabels.excludeWords }} />
				<Field {...{ form, name: 'includeHashtags', label: fieldLabels.includeHashtags }} />
				<Field
					{...{ form, name: 'excludeHashtags', label: fieldLabels.excludeHashtags }}
					placeholder="e.g. ad, live"
				/>
				<Field
					{...{ form, name: 'minDurationSec', label: fieldLabels.minDurationSec }}
					isNumber
				/>
				<Field
					{...{ form, name: 'maxDurationSec', label: fieldLabels.maxDurationSec }}
					isNumber
				/>
				<Field
					{...{ form, name: 'fromDate', label: fieldLabels.fromDate }}
					placeholder="e.g. 2026-11-01"
				/>
				<Field
					{...{ form, name: 'minAgeHours', label: fieldLabels.minAgeHours }}
					isNumber
					required
				/>
				<Field
					{...{ form, name: 'maxPerRun', label: fieldLabels.maxPerRun }}
					isNumber
					required
				/>
				<Choice
					{...{ form, name: 'order', label: fieldLabels.order }}
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
