import { syncRequest, type SyncRequestInput } from '../../../lib/sync/syncView';
import { createSyncDesk } from '../../../services/desk/createSyncDesk';
import type { SyncDesk } from '../../../services/desk/syncDesk';
import type { Log } from '../../../services/log';
import { connectedWeb } from '../../web/support/connectedWeb';
import type { WebUnderTest } from '../../web/support/startWebUnderTest';

export const by = 'operator (API)';
const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The desk of syncs on a real store, with two accounts and a Temporal that is played, for all tests of a file. */
export function syncDeskBench() {
	let opened: WebUnderTest | undefined;
	let channels = 0;
	const web = (): WebUnderTest => {
		if (!opened) throw new Error('It is there only while tests run.');
		return opened;
	};
	beforeAll(async () => {
		// Allows no more than the inbox, and is known by its display name only: `Second Creator`.
		const second = { user: 'second_creator', scopes: 'user.info.basic,video.upload' };
		opened = await connectedWeb(second);
	});
	afterAll(() => opened?.close());
	afterEach(() => {
		web().engine.away = false;
	});

	return {
		get web() {
			return web();
		},

		/** A channel of its own for each test. */
		newChannel(): { channelId: string; handle: string } {
			const channelId = `UC${String(++channels).padStart(22, '0')}`;
			const handle = `@ana${channels}`;
			const shown = { title: `Ana ${channels}`, description: '', avatarUrl: null };
			const channel = { channelId, handle, ...shown };
			web().engine.channels.set(channelId, channel);
			web().engine.channels.set(handle.slice(1), channel);
			return { channelId, handle };
		},

		create(request: Partial<SyncRequestInput> & { channel: string }) {
			const given = { account: 'sandbox_creator', ownContent: true, ...request };
			return web().syncs.create(syncRequest.parse(given), by);
		},

		/** What is only in memory is lost, as when 14ms is started again. */
		newDesk(now?: () => Date): SyncDesk {
			const { store, engine } = web();
			const tiktok = { scopesOf: () => Promise.resolve(['video.upload', 'video.publish']) };
			return createSyncDesk({ store, engine, tiktok, log, now });
		},
	};
}

/** How a promise was refused. */
export function refusalOf(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
	return promise.then(
		() => ({ code: 'none', message: 'It was not refused.' }),
		(error: unknown) => error as { code: string; message: string },
	);
}
