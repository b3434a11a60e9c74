import type { Child } from 'hono/jsx';
import type { AccountView } from '../api/accountView';
import type { FormInput } from './formOf';

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

/** One of a few, each with what it means. */
export const OneOf = <Value extends string>(props: {
	legend: string;
	name: string;
	values: readonly Value[];
	words: Record<Value, string>;
	hints: Record<Value, string>;
	chosen: string;
}) => (
	<fieldset>
		<legend>{props.legend}</legend>
		{props.values.map((value) => (
			<label class="tick">
				<input
					type="radio"
					name={props.name}
					value={value}
					checked={props.chosen === value}
				/>
				<span>
					{props.words[value]}
					<small>{props.hints[value]}</small>
				</span>
			</label>
		))}
	</fieldset>
);

export const AccountChooser = ({
	accounts,
	form,
}: {
	accounts: AccountView[];
	form: FormInput;
}) => (
	<label>
		TikTok account
		<select name="account" required>
			{accounts.map(({ id, username, displayName }) => (
				<option value={id} selected={form.account === id}>
					{displayName}
					{username && ` (@${username})`}
				</option>
			))}
		</select>
	</label>
);

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
