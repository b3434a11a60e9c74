import type { RepostView } from '../../lib/posting/view';

export const repost: RepostView = {
	...{ id: 'a.dQw4w9WgXcQ', state: 'failed', account: 'x', accountId: 'a', video: 'dQw4w9WgXcQ' },
	...{
		title: '\u001b[2Jgone',
		caption: null,
		posting: 'inbox',
		privacy: null,
		notBefore: null,
		priority: 5,
		nextStep: null,
	},
	...{ progress: null, attempt: 1, publishId: null, postId: null, url: null, bytes: null },
	numbers: null,
	...{ sha256: null, error: { code: 'tiktok_refused', message: 'No\u001b[1A' }, createdAt: '' },
	...{ updatedAt: '', finishedAt: null },
};
