import { Problem } from '../../../lib/errors';
import { syncRules } from '../../../lib/sync/syncRules';
import type { PreviewRequest, PreviewView } from '../../../lib/sync/syncView';
import type { PreviewWanted } from '../../../lib/sync/previewed';
import { verificationOf } from '../../../lib/sync/verification';
import { channelRefOf } from '../../../lib/youtube/channelRef';
import { videoIdOf } from '../../../lib/youtube/videoId';
import { checkCaptionRules, renderCaption } from '../../captions/renderCaption';
import { alreadyThereInWords } from '../../../lib/sync/alreadyThere';
import { skipsToRedecide } from '../../store/syncs/redecide';
import type { Store } from '../../store/store';
import type { Channel, Sync, SyncVideo } from '../../store/syncs/syncs';
import type { Engine } from '../../temporal/engine';
import { viewOfChannel } from '../viewOfSync';
import { heldUpBy } from './heldUpBy';

interface Deps {
	store: Store;
	engine: Engine;
	now: () => Date;
}

interface Asked {
	accountId: string;
	channel: Channel;
	wanted: PreviewWanted;
	/** Of the same account, channel and action, with its own rules or others on trial. */
	sync?: Sync | undefined;
	verification: PreviewView['verification'];
}

/** What would happen, without that it does. */
export function createPreviewSyncs({ store, engine, now }: Deps) {
	return {
		async ofRequest(request: PreviewRequest): Promise<PreviewView> {
			const { action, rules, captions, count } = request;
			const account = await store.accounts.find(request.account);
			checkCaptionRules(captions);
			const found = await engine.lookUpChannel(channelRefOf(request.channel));
			const { channelId, handle, title, avatarUrl, description } = found;
			const channel = await store.syncs.keepChannel({ channelId, handle, title, avatarUrl });
			const followed = await store.syncs.followed(account.id, channelId);
			const isFollowed = followed.length > 0;
			const sync = followed.map((one) => one.sync).find((one) => one.action === action);
			const since = sync?.since ?? now();
			return preview({
				...{ accountId: account.id, channel, sync },
				verification: verificationOf({ ...channel, description, isFollowed }),
				wanted: {
					...{ channelId, channel: title, action, rules, captions },
					...{ since: since.toISOString(), of: { newest: count } },
				},
			});
		},

		async ofSync(sync: Sync, channel: Channel, count: number): Promise<PreviewView> {
			const { channelId, action, rules, captions, since } = sync;
			return preview({
				...{ accountId: sync.accountId, channel, sync },
				verification: verificationOf({ ...channel, isFollowed: true }),
				wanted: {
					...{ channelId, channel: channel.title, action, rules, captions },
					...{ since: since.toISOString(), of: { newest: count } },
				},
			});
		},

		async caption(sync: Sync, channel: Channel, given: string) {
			const video = videoIdOf(given);
			const known = await store.syncs.found(sync.id, video);
			if (known && known.video.description !== null) {
				return { video, caption: await renderCaption(sync.captions, known.video, channel) };
			}
			const { items } = await engine.previewSync({
				...{ channelId: sync.channelId, channel: channel.title, action: sync.action },
				...{ rules: syncRules.parse({}), captions: sync.captions },
				...{ since: new Date(0).toISOString(), of: { video } },
			});
			const caption = items[0]?.caption ?? null;
			if (caption !== null) return { video, caption };
			throw new Problem('youtube_video_gone', 'YouTube does not have this video (any more).');
		},
	};

	/** What was posted before is not chosen again, and is shown with what became of it. */
	async function preview(asked: Asked): Promise<PreviewView> {
		const { accountId, channel, wanted, sync, verification } = asked;
		const { action, rules, captions, since } = wanted;
		const { items, sources } = await engine.previewSync(wanted);
		const heldUp = sync && (await heldUpBy(store, { ...sync, rules }, now()));
		const redecided = new Set<string>(sync ? skipsToRedecide(sync, { rules, captions }) : []);
		const stays = ({ state, reason }: SyncVideo) =>
			state === 'announced' || (state === 'skipped' && !redecided.has(reason));
		const known = await Promise.all(
			items.map(async (item): Promise<PreviewView['items'][number]> => {
				const row = sync ? await store.syncs.found(sync.id, item.video) : null;
				// It stays so, whatever the video looks like now.
				if (row && stays(row)) {
					const { state, reason, sentence } = row;
					return { ...item, state, reason, sentence, repost: null };
				}
				const isRequested = row?.state === 'requested';
				// What the rules leave out is not asked for, so that no run meets its repost.
				const isAskedFor = action === 'repost' && item.state === 'waiting';
				const filter = { accountId, videoId: item.video, limit: 1 };
				const [repost] =
					isRequested || isAskedFor ? (await store.reposts.list(filter)).items : [];
				if (!repost) {
					const later = item.state === 'waiting' ? heldUp?.(item) : undefined;
					const { state, reason, sentence } = later ?? item;
					return { ...item, state, reason, sentence, repost: null };
				}
				return {
					...item,
					...{ state: 'requested', reason: isRequested ? row.reason : 'already_there' },
					sentence: isRequested ? row.sentence : alreadyThereInWords(repost),
					repost: { id: repost.id, state: repost.state, url: repost.url },
				};
			}),
		);
		const shown = { channel: viewOfChannel(channel), verification, action, rules, since };
		const followedAs = sync?.id ?? null;
		return { ...shown, followedAs, items: known, sources };
	}
}
