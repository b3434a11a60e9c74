import { Problem } from '../../lib/errors';
import { given, isOn, type FormInput } from './formOf';

/** What `DirectPostFields` asked for, in the fields of the API. */
export function directPostOf(form: FormInput) {
	const discloses = isOn(form, 'disclose');
	return {
		...(given(form, 'privacy') ? { privacy: form.privacy } : {}),
		allowComment: isOn(form, 'allowComment'),
		allowDuet: isOn(form, 'allowDuet'),
		allowStitch: isOn(form, 'allowStitch'),
		brandOrganic: discloses && isOn(form, 'brandOrganic'),
		brandContent: discloses && isOn(form, 'brandContent'),
		isAigc: isOn(form, 'isAigc'),
	};
}

/** Problem bad_request for a disclosure that says nothing: a form can hold one, the API cannot. */
export function checkDisclosure(form: FormInput): void {
	const chosen = isOn(form, 'brandOrganic') || isOn(form, 'brandContent');
	if (!isOn(form, 'disclose') || chosen) return;
	throw new Problem(
		'bad_request',
		'You need to indicate if your content promotes yourself, a third party, or both.',
	);
}
