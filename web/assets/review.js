// Says at once what the server would refuse; the server checks everything again.
const form = document.querySelector('[data-review]');
const missing = 'You need to indicate if your content promotes yourself, a third party, or both.';
const notPrivate = 'Branded content visibility cannot be set to private.';

function check() {
	const on = (name) => form.elements[name].checked;
	const isBranded = on('disclose') && on('brandContent');
	const lacksBrand = on('disclose') && !on('brandOrganic') && !on('brandContent');
	const button = form.querySelector('button');
	button.disabled = lacksBrand;
	button.title = lacksBrand ? missing : '';
	const privacy = form.elements.privacy;
	for (const option of privacy.options) {
		if (option.value !== 'SELF_ONLY') continue;
		option.disabled = isBranded;
		option.title = isBranded ? notPrivate : '';
	}
	const clash = isBranded && privacy.value === 'SELF_ONLY';
	privacy.setCustomValidity(clash ? notPrivate : '');
}

if (form) {
	form.addEventListener('input', () => {
		check();
		const counter = document.getElementById('caption-count');
		counter.value = form.elements.caption.value.length;
	});
	check();
}
