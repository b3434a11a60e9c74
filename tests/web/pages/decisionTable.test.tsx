import type { PreviewView } from '../../../lib/sync/syncView';
import { DecisionTable } from '../../../web/pages/syncs/decisionTable';

const item: PreviewView['items'][number] = {
	...{ video: 'dQw4w9WgXcQ', url: 'https://www.youtube.com/shorts/dQw4w9WgXcQ' },
	...{ title: '"><script>x</script>', publishedAt: '2026-11-20T10:00:00.000Z' },
	...{ durationSec: 59.6, state: 'waiting', reason: 'next_run', sentence: 'It is <b>taken</b>.' },
	...{ caption: '<i>caption</i>\nsecond line', repost: null },
};
function htmlOf(hasPictures: boolean): string {
	const table: { toString(): string } = (
		<DecisionTable items={[item]} isPreview hasPictures={hasPictures} />
	);
	return table.toString();
}

test('YouTube’s pictures are shown, but not where its videos are not real', () => {
	expect(htmlOf(true)).toContain('src="https://i.ytimg.com/vi/dQw4w9WgXcQ/mqdefault.jpg"');
	expect(htmlOf(false)).not.toContain('ytimg');
});

test('titles, sentences and captions are text', () => {
	const html = htmlOf(true);
	expect(html).not.toMatch(/<script|<b>|<i>/);
	expect(html).toContain('60\u00a0s');
	expect(html).toContain('Would be taken');
	expect(html).toContain('second line');
});
