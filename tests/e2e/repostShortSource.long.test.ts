import { recipes } from '../../sandbox/samples/recipes';
import { expectOnePost } from '../support/onePost';
import { startStack, type Stack } from '../support/stack';

jest.setTimeout(240_000);

const { small, large, needsTranscoding, threeMinutes, landscape } = recipes;

let stack: Stack;
beforeAll(async () => {
	stack = await startStack({
		samples: ['small', 'large', 'needsTranscoding', 'threeMinutes', 'landscape'],
		tiktok: { checkMedia: true },
	});
});
afterAll(() => stack.close());
afterEach(() => {
	stack.youtube.setFault({});
	stack.youtube.forget();
});

describe('from YouTube, whatever happens', () => {
	it('what is no Short fails with a sentence, and nothing is downloaded', async () => {
		const { id } = await begun(landscape.id);
		const failed = await stack.until(id, 'failed');
		expect(failed.error?.code).toBe('not_a_short');
		expect(failed.error?.message).toContain(landscape.title);
		expect(stack.youtube.requests().filter(({ data }) => (data?.sentBytes ?? 0) > 0)).toEqual(
			[],
		);
	});

	it('a private video fails with a sentence, and can be retried once it is not', async () => {
		stack.youtube.setFault({ unplayable: 'private' });
		const { id, username } = await begun(small.id);
		const failed = await stack.until(id, 'failed');
		expect(failed.error?.code).toBe('youtube_video_gone');
		expect(failed.error?.message).toMatch(/private/);
		stack.youtube.setFault({});
		await stack.desk.retry(id);
		await stack.until(id, 'delivered');
		await hasOnePost(username);
	});

	it('a bot check asks for cookies and waits', async () => {
		stack.youtube.setFault({ unplayable: 'botCheck' });
		const { id, username, account } = await begun(small.id);
		const stuck = await stack.until(id, 'needsAttention');
		expect(stuck.error?.code).toBe('youtube_needs_cookies');
		expect(stuck.nextStep).toMatch(/cookies/i);
		stack.youtube.setFault({});
		await stack.desk.wake(account);
		await stack.until(id, 'delivered');
		await hasOnePost(username);
	});

	it('what TikTok would refuse is converted to what it takes', async () => {
		const { id, username } = await begun(needsTranscoding.id);
		const { media } = await stack.until(id, 'delivered');
		expect(media?.preparation).toMatch(/^transcoded: /);
		const { posts } = await stack.sandbox.state(username);
		expect(posts[0]?.sha256).toBe(media?.sha256);
		await hasOnePost(username);
	});

	it('a download that ends early is made again', async () => {
		stack.youtube.setFault({ truncate: { toBytes: 400_000 } });
		const { id, username } = await begun(small.id);
		await stack.until(id, () =>
			stack.youtube.requests().some(({ data }) => (data?.sentBytes ?? 0) > 0),
		);
		stack.youtube.setFault({});
		const { media } = await stack.until(id, 'delivered');
		expect(media?.sizeBytes).toBeGreaterThan(400_000);
		const downloads = stack.youtube.requests().filter(({ data }) => data?.fromByte === 0);
		const [first] = downloads;
		expect(downloads.filter(({ itag }) => itag === first?.itag).length).toBeGreaterThan(1);
		await hasOnePost(username);
	});

	it('a worker that is stopped while it downloads goes on where it was', async () => {
		stack.youtube.setFault({ slow: { bytesPerSecond: 400_000 } });
		const { id, username } = await begun(threeMinutes.id);
		await stack.until(id, ({ doneBytes }) => (doneBytes ?? 0) > 400_000);
		await stack.stopWorker();
		const before = stack.youtube.requests().length;
		stack.youtube.setFault({});
		await stack.startWorker();
		await stack.until(id, 'delivered');
		const [resumed] = stack.youtube
			.requests()
			.slice(before)
			.filter(({ data }) => (data?.sentBytes ?? 0) > 0);
		expect(resumed?.data?.fromByte).toBeGreaterThan(300_000);
		await hasOnePost(username);
	});

	it('a worker that is stopped while it uploads goes on where it was', async () => {
		const { id, username } = await begun(large.id, { chunk: 3 });
		await stack.until(
			id,
			({ state, doneBytes }) => state === 'uploading' && (doneBytes ?? 0) > 30_500_000,
		);
		await stack.stopWorker();
		await stack.startWorker();
		await stack.until(id, 'delivered');
		await hasOnePost(username);
		const timeline = await stack.services.store.reposts.timeline(id);
		const resumed = timeline.filter(({ type }) => type === 'repost.resumed');
		expect(resumed.map(({ data }) => data)).toEqual([{ atByte: 30_000_000 }]);
		const { calls } = await stack.sandbox.state(username);
		const whole = calls.filter(({ httpStatus }) => httpStatus === 206 || httpStatus === 201);
		const ranges = whole.map(({ range }) => range);
		expect(new Set(ranges).size).toBe(ranges.length);
	});

	async function begun(video: string, slowUpload?: { chunk: number }) {
		const { username, account } = await stack.newCreator();
		if (slowUpload) {
			await stack.sandbox.fault({
				...{ endpoint: 'upload', user: username, ...slowUpload },
				...{ kind: 'slow', bytesPerSecond: 1_000_000 },
			});
		}
		const { id } = await stack.request({ account, video });
		return { id, username, account };
	}

	function hasOnePost(username: string): Promise<void> {
		return expectOnePost(stack.sandbox, username);
	}
});
