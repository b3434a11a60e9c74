import { isOn, type FormInput } from '../formOf';
import { Field, Tick } from '../formParts';
import { fieldLabels } from './fieldLabels';
import { freshForm } from './syncForm';

const variables = [
	...['title', 'description', 'first_line', 'hashtags', 'channel', 'url', 'published'],
];

/** How the caption of a repost is made of its Short. */
export const CaptionFields = ({ form, isOpen }: { form: FormInput; isOpen: boolean }) => (
	<fieldset>
		<legend>Captions</legend>
		<details open={isOpen || isChanged(form)}>
			<summary>Template and hashtags</summary>
			<label>
				{fieldLabels.template}
				<textarea name="template" rows={4}>
					{form.template}
				</textarea>
				<small class="variables">
					{variables.map((name) => (
						<code>{`{{ ${name} }}`}</code>
					))}
				</small>
			</label>
			<div class="pairs">
				<Field {...{ form, name: 'dropHashtags', label: fieldLabels.dropHashtags }} />
				<Field
					{...{ form, name: 'addHashtags', label: fieldLabels.addHashtags }}
					placeholder="e.g. fyp"
				/>
				<Field
					{...{ form, name: 'renameHashtags', label: fieldLabels.renameHashtags }}
					placeholder="e.g. ytpottery=pottery"
				/>
				<Field
					{...{
						form,
						name: 'hashtagLimit',
						label: fieldLabels.hashtagLimit,
						isNumber: true,
					}}
					placeholder="no limit"
				/>
			</div>
			<Tick name="dropLinks" checked={isOn(form, 'dropLinks')}>
				Take links out
			</Tick>
			<Tick name="dropSubscribeLines" checked={isOn(form, 'dropSubscribeLines')}>
				Take out lines that ask to subscribe
			</Tick>
		</details>
	</fieldset>
);

function isChanged(form: FormInput): boolean {
	const fresh = freshForm();
	return [
		...['template', 'dropHashtags', 'addHashtags', 'renameHashtags', 'hashtagLimit'],
		...['dropLinks', 'dropSubscribeLines'],
	].some((name) => (form[name] ?? '').replaceAll('\r\n', '\n') !== (fresh[name] ?? ''));
}
