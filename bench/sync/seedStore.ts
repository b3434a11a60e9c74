import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { captionRules, syncRules } from '../../lib/sync/syncRules';
import { syncPostSettings } from '../../lib/sync/syncView';
import { generatedChannelId, generatedHandle } from '../../sandbox/youtube/channels/generated';
import type { Queries } from '../../services/store/database';
import { openPglite } from '../../services/store/openPglite';
import { openPostgres } from '../../services/store/openPostgres';
import type { Store } from '../../services/store/store';
import type { Place } from './place';
import { servicesOf } from './servicesOf';

const hourMs = 3_600_000;
const by = 'bench';

/** A store as it is once each channel has had its first look; resolves to the time that this took. */
export async function seedStore(place: Place): Promise<number> {
	const sinceMs = Date.now();
	const services = await servicesOf(place);
	await seedSyncs(services.store, place.channels);
	await services.close();
	const { databaseUrl, dataDir } = place;
	const raw = databaseUrl ? openPostgres(databaseUrl) : await openPglite(join(dataDir, 'store'));
	await seedDecisions(raw.db, place.shortsEach);
	await raw.close();
	return Date.now() - sinceMs;
}

/** So many syncs of generated channels, all for one account, as the desk makes them. */
async function seedSyncs(store: Store, channels: number): Promise<void> {
	const inAnHour = new Date(Date.now() + hourMs);
	const { account } = await store.accounts.connect(
		{
			...{ clientKey: 'bench', openId: 'bench', unionId: null, username: null },
			...{ displayName: 'Bench', avatarUrl: null },
		},
		{
			...{ clientKey: 'bench', openId: 'bench', accessToken: 'a', refreshToken: 'r' },
			...{ scopes: ['user.info.basic', 'video.upload'] },
			...{ accessExpiresAt: inAnHour, refreshExpiresAt: inAnHour },
		},
	);
	const at = new Date().toISOString();
	for (let n = 0; n < channels; n++) {
		const channelId = generatedChannelId(n);
		const title = `Generated channel ${n}`;
		await store.syncs.keepChannel({
			...{ channelId, handle: generatedHandle(n), title, avatarUrl: null },
		});
		const said = { kind: 'statement', wording: 'Mine.', by } as const;
		await store.syncs.own(channelId, { ...said, at, checkedAt: at });
		await store.syncs.create({
			...{ accountId: account.id, channelId, action: 'repost', posting: 'inbox', by },
			...{ everyMinutes: 15, isPaused: false, leaseMinutes: null },
			settings: syncPostSettings.parse({}),
			rules: syncRules.parse({}),
			captions: captionRules.parse({}),
		});
	}
}

/** As after a first look: all that the channels have is known and left alone. Then every look is an idle one. */
async function seedDecisions(db: Queries, shortsEach: number): Promise<void> {
	await db.execute(sql`
		insert into sync_videos (sync_id, video_id, video, published_at, state, reason, sentence)
		select syncs.id,
			'g' || right(channel_id, 6) || lpad(number::text, 4, '0'),
			jsonb_build_object(
				'videoId', 'g' || right(channel_id, 6) || lpad(number::text, 4, '0'),
				'title', 'Short ' || number, 'description', '', 'publishedAt', null,
				'durationSec', 20, 'widthPx', 1080, 'heightPx', 1920, 'isShort', true,
				'live', 'none', 'access', 'public', 'startsAt', null),
			now() - (${shortsEach}::int - number + 1) * interval '1 hour',
			'skipped', 'backfill', 'It was there before the sync.'
		from syncs, generate_series(1, ${shortsEach}::int) as number`);
	await db.execute(sql`
		update syncs set is_backfilled = true, memory = '{"sources": {"hadVideos": true}}'`);
	await db.execute(sql`analyze`);
}
