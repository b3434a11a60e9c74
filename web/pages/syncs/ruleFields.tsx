import type { FormInput } from '../formOf';

export const Field = (props: {
	form: FormInput;
	name: string;
	label: string;
	hint?: string;
	placeholder?: string;
	isNumber?: boolean;
	required?: boolean;
}) => (
	<label>
		{props.label}
		<input
			name={props.name}
			value={props.form[props.name]}
			placeholder={props.placeholder}
			inputmode={props.isNumber ? 'decimal' : undefined}
			required={props.required}
		/>
		{props.hint && <small>{props.hint}</small>}
	</label>
);

export const Choice = (props: {
	form: FormInput;
	name: string;
	label: string;
	options: [value: string, label: string][];
}) => (
	<label>
		{props.label}
		<select name={props.name}>
			{props.options.map(([value, label]) => (
				<option value={value} selected={props.form[props.name] === value}>
					{label}
				</option>
			))}
		</select>
	</label>
);

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
