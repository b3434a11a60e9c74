import type { LedgerMark } from '../../../lib/posting/standing';
import { createKeepTogether } from '../../../services/desk/keepTogether';
import type { Log } from '../../../services/log';
import type { Store } from '../../../services/store/store';
import { withStore } from '../../support/withStore';
import { newAccount, newRepost } from '../store/samples';

const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const minuteMs = 60_000;

let store: Store;
withStore((opened) => (store = opened));

/** A Temporal with a worker, unless that is away. */
function playedTemporal() {
	return {
		mark: null as LedgerMark | null,
		asked: 0,
		told: [] as number[],
		hasWorker: true,
		rememberedLedger() {
			this.asked += 1;
			return Promise.resolve(this.mark);
		},
		tellOfLedger(mark: LedgerMark) {
			this.told.push(mark.events);
			if (this.hasWorker) this.mark = mark;
			return Promise.resolve();
		},
	};
}

function together() {
	const engine = playedTemporal();
	const clock = { ms: Date.now() };
	const mended: number[] = [];
	const keep = createKeepTogether({
		...{ store, engine, log },
		now: () => new Date(clock.ms),
		mendOldLedger: (open) => Promise.resolve(void mended.push(open.length)),
	});
	return { engine, clock, keep, mended };
}

beforeEach(() => store.standing.note({ seen: null, epoch: 1, restoredAt: null }));

it('tells at the next sweep what has happened, and asks nothing while nothing does', async () => {
	const { engine, keep } = together();
	await keep.sweep();
	const first = await store.events.latest();
	await newAccount(store);
	await keep.sweep();
	const connected = await store.events.latest();
	const { id } = await newRepost(store);
	await keep.sweep();
	const asked = await store.events.latest();
	await store.reposts.finish(id, 1, 'delivered', {});
	await keep.sweep();
	const ended = await store.events.latest();
	expect(engine.told).toEqual([first, connected, asked, ended]);
	expect(new Set(engine.told).size).toBe(4);
	const { asked: askedSoOften } = engine;
	for (let n = 0; n < 10; n++) await keep.sweep();
	expect(engine.asked).toBe(askedSoOften);
});

it('tells at once when it must not wait', async () => {
	const { engine, keep } = together();
	await keep.tell();
	await newAccount(store);
	await keep.tell();
	expect(engine.mark?.events).toBe(await store.events.latest());
	await keep.tell();
	expect(engine.told).toHaveLength(2);
});

it('a backup of a minute ago is noticed, and settled once', async () => {
	const { engine, keep, mended } = together();
	const { ledgerId, epoch } = await store.standing.read();
	engine.mark = { ledgerId, epoch, events: (await store.events.latest()) + 1 };
	await Promise.all([keep.sweep(), keep.tell()]);
	expect(mended).toHaveLength(1);
	expect(await store.standing.read()).toMatchObject({ epoch: epoch + 1 });
});

it('without a worker it tells every ten minutes only, so that signals do not heap up', async () => {
	const { engine, keep, clock } = together();
	engine.hasWorker = false;
	for (let minute = 0; minute < 25; minute++) {
		await newAccount(store);
		await keep.sweep();
		clock.ms += minuteMs;
	}
	expect(engine.told).toHaveLength(3);
	engine.hasWorker = true;
	clock.ms += 10 * minuteMs;
	await keep.sweep();
	expect(engine.mark?.events).toBe(await store.events.latest());
});

it('what another ledger has told stays', async () => {
	const { engine, keep } = together();
	engine.mark = { ledgerId: 'another', epoch: 1, events: 5 };
	await newAccount(store);
	await keep.sweep();
	await keep.tell();
	expect(engine.told).toEqual([]);
});
