import { randomBytes } from 'node:crypto';
import { Problem } from '../../../lib/errors';
import type { DecisionView, SyncView } from '../../../lib/sync/syncView';
import { channelRefOf } from '../../../lib/youtube/channelRef';
import type { SyncDesk } from '../../../services/desk/syncDesk';
import type { Store } from '../../../services/store/store';

const channelId = 'UCsandboxStudio000000001';
const at = '2026-11-20T10:00:00.000Z';

export function sampleDecision(
	over: Partial<DecisionView> & Pick<DecisionView, 'video'>,
): DecisionView {
	return {
		url: `https://www.youtube.com/shorts/${over.video}`,
		title: `Short ${over.video}`,
		publishedAt: at,
		durationSec: 20,
		state: 'skipped',
		reason: 'excluded_word',
		sentence: 'It has the word “live”, which is excluded.',
		lookAgainAt: null,
		caption: null,
		firstSeenAt: at,
		decidedAt: at,
		repost: null,
		...over,
	};
}

export const sampleDecisions: DecisionView[] = [
	sampleDecision({
		video: 'kX3u7Rn_s0Q',
		title: 'Seven seconds of sunrise',
		durationSec: 7,
		state: 'requested',
		reason: 'chosen',
		sentence: 'Chosen.',
		caption:
			'Seven seconds of sunrise\n\nThe first light over the harbour this morning.\n#sunrise #morning',
		repost: { id: 'x.kX3u7Rn_s0Q', state: 'delivered', url: null },
	}),
	sampleDecision({
		video: 'Lg7oPq2vW-8',
		title: 'Pottery wheel, start to finish',
		state: 'waiting',
		reason: 'day_limit',
		sentence:
			'3 were reposted today, and the rules take at most 3 a day; it goes on 2026-11-21.',
		caption: 'Pottery wheel, start to finish #pottery #handmade',
	}),
	sampleDecision({
		video: 'prem1ere_01',
		title: 'Premiere: the new studio',
		durationSec: null,
		publishedAt: null,
		state: 'undecided',
		reason: 'premiere',
		sentence: 'A premiere, which begins on 2026-11-21 18:00 UTC.',
		lookAgainAt: '2026-11-21T18:00:00.000Z',
	}),
	sampleDecision({ video: 'l1veStream0', title: 'Live from the kiln' }),
	sampleDecision({
		video: 'T3h_m1nutes',
		title: 'Three minutes of rain',
		durationSec: 180,
		reason: 'too_long',
		sentence: 'It is 180 s long, and the rules take at most 60 s.',
	}),
];

/** A SyncDesk that only remembers; for the looks of things. */
export function playedSyncs(store: Store): SyncDesk & { all: SyncView[]; by: string[] } {
	const all: SyncView[] = [];
	const by: string[] = [];
	const find = (id: string): SyncView => {
		const sync = all.find((each) => each.id === id);
		if (sync) return sync;
		throw new Problem('not_found', 'There is no sync with this id: look at the list.');
	};
	const set = (id: string, changes: Partial<SyncView>) =>
		Promise.resolve(Object.assign(find(id), changes));
	const channel = (isOwn: boolean): SyncView['channel'] => ({
		id: channelId,
		handle: '@sandboxstudio',
		title: 'Sandbox Studio',
		url: `https://www.youtube.com/channel/${channelId}`,
		avatarUrl: null,
		ownership: isOwn
			? {
					kind: 'statement',
					wording: 'This is my channel, and its videos are my own.',
					by: 'operator (API)',
					...{ at, checkedAt: at, nextCheckAt: '2026-12-20T10:00:00.000Z' },
				}
			: null,
		verifyCode: '14ms-verify=abc123',
	});
	return {
		all,
		by,
		async create(request, who) {
			by.push(who);
			channelRefOf(request.channel);
			const account = await store.accounts.find(request.account);
			const { action, posting, settings, rules, captions, everyMinutes, paused } = request;
			const earlier = all.find((s) => s.accountId === account.id && s.action === action);
			if (earlier) return { sync: earlier, created: false, notice: 'It is there already.' };
			if (!request.ownContent) {
				throw new Problem('channel_not_verified', 'Put 14ms-verify=abc123 there.');
			}
			if (posting === 'auto' && !settings.privacy) {
				throw new Problem('privacy_required', 'Choose a privacy level.');
			}
			const sync: SyncView = {
				id: randomBytes(8)
					.toString('hex')
					.replace(/[0189]/g, 'a')
					.slice(0, 10),
				accountId: account.id,
				account: account.username ?? account.displayName,
				channel: channel(true),
				...{ action, posting, settings, rules, captions, everyMinutes },
				state: paused ? 'paused' : 'active',
				...{ pauseNote: null, error: null, leaseUntil: null, lastRunAt: at },
				nextRunAt: paused ? null : '2026-11-20T10:15:00.000Z',
				lastRun: {
					id: '1',
					...{ startedAt: at, finishedAt: at, error: null },
					numbers: {
						...{ found: 5, requested: 1, announced: 0, waiting: 1, undecided: 1 },
						skipped: [
							{ reason: 'excluded_word', count: 1 },
							{ reason: 'too_long', count: 1 },
						],
						refused: 0,
					},
					sources: [
						{
							source: 'rss',
							...{ isOk: false, found: 0, requests: 1, isUnchanged: false },
							error: { code: 'youtube_failed', message: 'The feed answered 404.' },
						},
					],
				},
				counts: { undecided: 1, waiting: 1, requested: 1, announced: 0, skipped: 2 },
				posts: null,
				...{ createdAt: at, updatedAt: at },
			};
			all.unshift(sync);
			return { sync, created: true, notice: null };
		},
		async list({ account }) {
			const of = account === undefined ? null : (await store.accounts.find(account)).id;
			const items = all.filter(({ accountId }) => of === null || accountId === of);
			return { items, nextCursor: null };
		},
		get: (id) => Promise.resolve().then(() => find(id)),
		async change(id, changes) {
			const { rules, captions, settings, everyMinutes, posting } = changes;
			const now = find(id);
			return set(id, {
				rules: { ...now.rules, ...rules } as SyncView['rules'],
				captions: { ...now.captions, ...captions } as SyncView['captions'],
				settings: { ...now.settings, ...settings } as SyncView['settings'],
				...(everyMinutes ? { everyMinutes } : {}),
				...(posting ? { posting } : {}),
			});
		},
		async run(id) {
			const sync = find(id);
			if (sync.state === 'paused') throw new Problem('sync_paused', 'Resume it first.');
			return set(id, {});
		},
		pause: (id, pauseNote) => set(id, { state: 'paused', pauseNote, nextRunAt: null }),
		resume: (id) => set(id, { state: 'active', pauseNote: null }),
		remove(id) {
			all.splice(all.indexOf(find(id)), 1);
			return Promise.resolve();
		},
		decisions: (_id, { state, reason }) =>
			Promise.resolve({
				items: sampleDecisions.filter(
					(each) =>
						(!state || each.state === state) && (!reason || each.reason === reason),
				),
				nextCursor: null,
			}),
		runs: (id) => Promise.resolve([find(id).lastRun].filter((run) => run !== null)),
		async preview(request) {
			channelRefOf(request.channel);
			await store.accounts.find(request.account);
			return { channel: channel(false), items: sampleDecisions, sources: [] };
		},
		previewOf: (id) =>
			Promise.resolve({ channel: find(id).channel, items: sampleDecisions, sources: [] }),
		captionFor: (id, video) =>
			Promise.resolve({ video, caption: `${find(id).account}: words` }),
		sweep: () => Promise.resolve(),
	};
}
