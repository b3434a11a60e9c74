import type { RepostView } from '../../../lib/posting/view';
import { RepostPage } from '../../../web/pages/repostPage';
import { repost } from '../../cli/repostSample';

const limit = { code: 'tiktok_pending_shares', message: 'Five drafts wait in your inbox.' };

function htmlOf(changes: Partial<RepostView>): string {
	const shown = { ...repost, state: 'queued' as const, ...changes };
	const page: { toString(): string } = (
		<RepostPage repost={shown} timeline={[]} preparation={null} trouble={null} />
	);
	return page.toString();
}

test('why one waits is told once, with its code', () => {
	const html = htmlOf({ error: limit, nextStep: `${limit.message} It goes on at 12:00 UTC.` });
	expect(html.split(limit.message)).toHaveLength(2);
	expect(html).toContain(limit.code);
	expect(html).not.toContain('class="trouble"');
});

test('what the next step does not tell is told beside it', () => {
	const html = htmlOf({ error: limit, nextStep: 'Connect the account again.' });
	expect(html).toContain('class="trouble"');
	expect(html).toContain('Connect the account again.');
});
