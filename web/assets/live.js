// Keeps the parts marked data-live as fresh as the server has them; pages work without this.
const everyMs = 2000;

async function refresh() {
	const live = document.querySelector('[data-live]');
	if (!live || live.dataset.live === 'done') return;
	if (document.visibilityState === 'visible' && !live.contains(document.activeElement)) {
		try {
			const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
			const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
			const fresh = page.querySelector('[data-live]');
			if (answer.ok && fresh && fresh.innerHTML !== live.innerHTML) live.replaceWith(fresh);
		} catch {
			// The server is away for a moment: the next round asks again.
		}
	}
	setTimeout(refresh, everyMs);
}
setTimeout(refresh, everyMs);

for (const button of document.querySelectorAll('[data-copy]')) {
	const source = document.getElementById(button.dataset.copy);
	button.hidden = false;
	button.addEventListener('click', async () => {
		source.select();
		await navigator.clipboard.writeText(source.value);
		button.textContent = 'Copied';
	});
}
