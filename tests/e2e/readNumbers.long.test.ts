import { recipes } from '../../sandbox/samples/recipes';
import type { PostNumbers } from '../../lib/readback/postNumbers';
import { postSettings } from '../../lib/posting/request';
import { chunkPlan } from '../../lib/tiktok/chunkPlan';
import { directPostBody } from '../../lib/tiktok/postBody';
import { putWhole, randomVideo } from '../sandbox/tiktok/putChunks';
import { wanted } from '../services/store/samples';
import { startStack, type Creator, type Stack } from '../support/stack';
import { until } from '../support/until';

jest.setTimeout(240_000);

const { id: video } = recipes.small;
/** An hour of the real schedule. */
const firstGapMs = 100;
const withoutScope = 'user.info.basic,video.upload,video.publish';

let stack: Stack;
beforeAll(async () => {
	stack = await startStack({
		extraScopes: ['video.list'],
		timing: { readbackGapMs: firstGapMs },
	});
});
afterAll(() => stack.close());

let rounds = 0;

/** One run of the workflow, as the Schedule starts it; resolves to its events. */
async function round(): Promise<number> {
	const workflowId = `round-${++rounds}`;
	await stack.client.workflow.execute('readNumbers', {
		...{ taskQueue: '14ms', workflowId, args: [{}] },
	});
	const { events } = await stack.client.workflow.getHandle(workflowId).fetchHistory();
	return events?.length ?? 0;
}

interface Posted extends Creator {
	id: string;
	postId: string;
}

/** A real repost, from YouTube on. */
async function reposted(): Promise<Posted> {
	const creator = await stack.newCreator();
	const { account } = creator;
	const direct = { posting: 'auto', privacy: 'PUBLIC_TO_EVERYONE' } as const;
	const { id } = await stack.request({ account, video, ...direct });
	const { postId } = await stack.until(id, (repost) => repost.postId !== null);
	return { ...creator, id, postId: postId ?? '' };
}

/** The same without YouTube and the workflow of a repost: a post at TikTok, and its row in the ledger. */
async function posted(scopes?: string): Promise<Posted> {
	const { accounts, store } = stack.services;
	const creator = await stack.newCreator();
	const { account } = creator;
	const privacy = 'PUBLIC_TO_EVERYONE' as const;
	await accounts.creatorInfo(account);
	const body = directPostBody(chunkPlan(1_000), { ...postSettings.parse({}), privacy });
	const { publishId, uploadUrl } = await accounts.initVideo(account, body);
	await putWhole(uploadUrl, randomVideo(1_000));
	const postId = await until(
		'the post',
		async () => (await accounts.fetchStatus(account, publishId)).postIds[0],
	);
	const { repost } = await store.reposts.create(wanted(account, { videoId: video }));
	await store.reposts.finish(repost.id, 1, 'published', { postId });
	if (scopes) await stack.connect(creator.username, scopes);
	return { ...creator, id: repost.id, postId };
}

async function numbersOf(id: string): Promise<PostNumbers | null> {
	const { repost, account } = await stack.desk.get(id);
	return (await stack.desk.view(repost, account)).numbers;
}

/** Rounds until the view is as wanted. */
async function read(id: string, isWanted: (numbers: PostNumbers) => boolean): Promise<PostNumbers> {
	return until('the numbers', async () => {
		await round();
		const numbers = await numbersOf(id);
		return numbers && isWanted(numbers) ? numbers : null;
	});
}

async function atTheRealPace(act: () => Promise<void>): Promise<void> {
	stack.timing.readbackGapMs = 3_600_000;
	try {
		await act();
	} finally {
		stack.timing.readbackGapMs = firstGapMs;
	}
}

const questions = async (user?: string) =>
	(await stack.sandbox.state(user)).calls.filter(({ endpoint }) => endpoint === 'video/query')
		.length;
const counts = { views: 1200, likes: 80, comments: 7, shares: 3 };

describe('the numbers of posts', () => {
	it('are read beside those of the Short, and again as they grow', async () => {
		const { id, postId, username } = await reposted();
		expect(await numbersOf(id)).toBeNull();
		await stack.sandbox.control('counts', { postId, ...counts });
		const first = await read(id, ({ readAt }) => readAt !== null);
		expect(first).toMatchObject({ ...counts, note: null });
		// What the stand-in for YouTube says, read by the real yt-dlp.
		expect(first.source.views).toBe(14);
		await stack.sandbox.control('counts', { postId, views: 1300 });
		const second = await read(id, ({ views }) => views === 1300);
		expect(second).toMatchObject({ likes: 80, note: null });
		const [view] = await stack.desk.views([(await stack.desk.get(id)).repost]);
		expect(view?.numbers).toEqual(await numbersOf(id));
		const { violations } = await stack.sandbox.state(username);
		expect(violations).toEqual([]);
	});

	it('a round without anything due is one question to the store, and none to TikTok', async () => {
		await atTheRealPace(async () => {
			const rounds: number[] = [];
			await until('nothing to be due', async () => {
				rounds.push(await round());
				return rounds.at(-1) === 11;
			});
			const before = await questions();
			expect(await round()).toBe(11);
			expect(await questions()).toBe(before);
		});
	});

	it('without the scope TikTok is never asked and the page says why; after a reconnect with it, they come', async () => {
		const { id, postId, username, account } = await posted(withoutScope);
		for (let n = 0; n < 3; n++) await round();
		expect(await questions(username)).toBe(0);
		expect((await numbersOf(id))?.note).toContain('TIKTOK_EXTRA_SCOPES=video.list');
		await stack.sandbox.control('counts', { postId, ...counts });
		await stack.connect(username);
		await stack.desk.wake(account);
		await round();
		expect(await numbersOf(id)).toMatchObject({ ...counts, note: null });
	});

	it('a scope that TikTok has taken back is asked for once, and anew after a reconnect', async () => {
		const { id, username: user, account } = await posted();
		await atTheRealPace(async () => {
			const fault = { kind: 'status', httpStatus: 401, code: 'scope_not_authorized' };
			await stack.sandbox.fault({ endpoint: 'video/query', user, ...fault, times: 5 });
			for (let n = 0; n < 3; n++) await round();
			expect(await questions(user)).toBe(1);
			expect((await numbersOf(id))?.note).toContain('video.list');
			await stack.sandbox.clearFaults();
			await stack.connect(user);
			await stack.desk.wake(account);
			await round();
			expect((await numbersOf(id))?.readAt).not.toBeNull();
		});
	});

	it('a post that was deleted in the app keeps its last numbers and says so', async () => {
		const { id, postId } = await posted();
		await stack.sandbox.control('counts', { postId, ...counts });
		await read(id, ({ views }) => views === counts.views);
		await stack.sandbox.control('delete-post', { postId });
		const gone = await read(id, ({ note }) => note !== null);
		expect(gone).toMatchObject(counts);
		expect(gone.note).toMatch(/deleted, or it is not public/);
	});

	it('an account that was disconnected is not asked; the last numbers stay', async () => {
		const { id, postId, username, account } = await posted();
		await stack.sandbox.control('counts', { postId, ...counts });
		await read(id, ({ views }) => views === counts.views);
		await stack.services.accounts.disconnect(account);
		const before = await questions(username);
		for (let n = 0; n < 3; n++) await round();
		expect(await questions(username)).toBe(before);
		expect(await numbersOf(id)).toMatchObject(counts);
		expect((await numbersOf(id))?.note).toContain('not connected');
	});

	it('trouble at TikTok for one account holds up no other, and passes', async () => {
		const [one, other] = [await posted(), await posted()];
		const fault = { kind: 'status', httpStatus: 503, times: 1 };
		const { username: user } = one;
		await stack.sandbox.fault({ endpoint: 'video/query', user, ...fault });
		await round();
		expect((await numbersOf(one.id))?.note).toContain('did not answer');
		expect((await numbersOf(other.id))?.readAt).not.toBeNull();
		await read(one.id, ({ readAt, note }) => readAt !== null && note === null);
	});

	it('a link that could not be built, for want of a username, is TikTok’s own', async () => {
		const { id, postId, username } = await posted();
		expect((await stack.desk.get(id)).repost.url).toBeNull();
		await read(id, ({ readAt }) => readAt !== null);
		const { url } = (await stack.desk.get(id)).repost;
		expect(url).toBe(`https://www.tiktok.com/@${username}/video/${postId}`);
	});

	it('a worker that is away is made up for by a later round', async () => {
		const { id } = await posted();
		await stack.stopWorker();
		const workflowId = 'while-away';
		await stack.client.workflow.start('readNumbers', {
			...{ taskQueue: '14ms', workflowId, args: [{}] },
		});
		await stack.startWorker();
		await stack.client.workflow.getHandle(workflowId).result();
		expect((await numbersOf(id))?.readAt).not.toBeNull();
	});

	it('one Schedule sees to it all, made once, and put right when its interval is another', async () => {
		const { id } = await posted();
		const schedule = stack.client.schedule.getHandle('readback');
		await Promise.all([stack.engine.keepReadback(60_000), stack.engine.keepReadback(60_000)]);
		await schedule.pause('A person said so.');
		await stack.engine.keepReadback(60_000);
		expect((await schedule.describe()).state).toMatchObject({
			...{ paused: true, note: 'A person said so.' },
		});
		await schedule.unpause();
		await stack.engine.keepReadback(1_000);
		const { spec, policies } = await schedule.describe();
		expect(spec.intervals?.map(({ every }) => every)).toEqual([1_000]);
		expect(policies.overlap).toBe('SKIP');
		await until('the numbers', async () => (await numbersOf(id))?.readAt);
		await schedule.delete();
		// The sweep makes it anew.
		await stack.deskWith({}).sweep();
		const { spec: own } = await schedule.describe();
		expect(own.intervals?.map(({ every }) => every)).toEqual([15 * 60_000]);
	});
});
