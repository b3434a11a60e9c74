import { startStack, type Stack } from '../support/stack';

jest.setTimeout(120_000);

describe('a repost, from YouTube to TikTok', () => {
	let stack: Stack;
	beforeAll(async () => {
		stack = await startStack({ samples: ['small', 'large', 'needsTranscoding', 'landscape'] });
	});
	afterAll(() => stack.close());
	beforeEach(() => stack.sandbox.control('reset', {}));

	const idOf = (name: string): string => {
		const video =
			stack.videos[['small', 'large', 'needsTranscoding', 'landscape'].indexOf(name)];
		if (!video) throw new Error(`There is no sample ${name}.`);
		return video.id;
	};

	it('lands in the inbox with the very bytes, and keeps the caption for copying', async () => {
		const account = await stack.connect('sandbox_creator');
		const { id } = await stack.request({ account, video: idOf('small') });
		const repost = await stack.until(id, 'delivered');
		const { posts, violations } = await stack.sandbox.state();
		expect(posts).toHaveLength(1);
		expect(posts[0]).toMatchObject({ mode: 'inbox', sha256: repost.media?.sha256 });
		expect(repost.nextStep).toMatch(/paste the caption/);
		expect(violations).toEqual([]);
	});
});
