import { repostRequest } from '../../../lib/posting/request';
import { createDesk } from '../../../services/desk/createDesk';
import type { Log } from '../../../services/log';
import { connectedWeb } from '../../web/support/connectedWeb';
import { rememberingEngine } from '../../web/support/startWebUnderTest';
import { repostAwaitingReview } from '../../web/support/repostAt';

const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('the sweep starts lost rows, reminds of missed wishes now and then, and clears media', async () => {
	const web = await connectedWeb();
	try {
		const { id, sha256 } = await repostAwaitingReview(web, 'sweepMe1234');
		const engine = rememberingEngine();
		// The store has its own clock.
		let nowMs = Date.now();
		const desk = createDesk({
			...{ store: web.store, media: web.media, engine, log },
			tiktok: {
				...unused,
				scopesOf: () => Promise.resolve(['video.upload', 'video.publish']),
				creatorInfo: () =>
					Promise.resolve({
						username: 'sandbox_creator',
						nickname: 'Sandbox',
						avatarUrl: null,
						privacyLevelOptions: ['SELF_ONLY'],
						commentDisabled: true,
						duetDisabled: true,
						stitchDisabled: true,
						maxVideoPostDurationSec: 60,
					}),
			},
			startGraceMs: 0,
			now: () => new Date(nowMs),
		});

		engine.away = true;
		const { repost, notice } = await desk.request(
			repostRequest.parse({
				...{ account: 'sandbox_creator', video: 'lostRow1234', ownContent: true },
			}),
			'operator (test)',
		);
		expect(notice).toMatch(/Temporal/);
		expect(await desk.sweep()).toEqual({ started: 0, nudged: 0 });
		await desk.approve(id, {
			sha256,
			privacy: 'SELF_ONLY',
			allowComment: true,
		});
		const approved = await web.store.reposts.get(id);
		expect(approved?.approval?.settings.allowComment).toBe(false);

		engine.away = false;
		expect(await desk.sweep()).toEqual({ started: 1, nudged: 1 });
		expect(engine.asked).toEqual([`start ${repost.id}/1`, `nudge ${id}/1`]);
		expect(await desk.sweep()).toEqual({ started: 0, nudged: 0 });
		nowMs += 61_000;
		expect(await desk.sweep()).toEqual({ started: 0, nudged: 1 });

		const media = approved?.media;
		if (!media) throw new Error('The repost has its media.');
		await expect(web.media.pathOf(id, media)).resolves.toContain('ready.mp4');
		// Someone ends it in Temporal itself.
		engine.ended.add(repost.id);
		nowMs += 11 * 60_000;
		await desk.sweep();
		expect(await web.store.reposts.get(repost.id)).toMatchObject({
			...{ state: 'failed', error: { code: 'workflow_stopped' } },
		});
		expect(await web.store.reposts.get(id)).toMatchObject({ finishedAt: null });

		const published = await repostAwaitingReview(web, 'linkLater12');
		await web.store.reposts.finish(published.id, 1, 'published', {
			nextStep: 'The link follows.',
		});
		const hidden = await repostAwaitingReview(web, 'noLinkEver1');
		await web.store.reposts.finish(hidden.id, 1, 'published', {});
		nowMs += 11 * 60_000;
		await desk.sweep();
		const links = () => engine.asked.filter((asked) => asked.startsWith('follow link'));
		expect(links()).toEqual([]);
		for (const each of [published, hidden]) engine.ended.add(each.id);
		nowMs += 11 * 60_000;
		await desk.sweep();
		expect(links()).toEqual([`follow link ${published.id}/1`]);

		await web.store.reposts.finish(id, 1, 'cancelled', {});
		nowMs += 11 * 60_000;
		await desk.sweep();
		await expect(web.media.pathOf(id, media)).rejects.toMatchObject({ code: 'media_missing' });
	} finally {
		await web.close();
	}
});

const never = () => Promise.reject(new Error('The desk does not call this.'));
const unused = {
	initVideo: never,
	fetchStatus: never,
	listVideos: never,
	queryVideos: never,
	refreshNames: never,
	refreshGrant: never,
	disconnect: never,
};
