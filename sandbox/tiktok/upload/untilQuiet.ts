import { pause } from '../connection';
import type { Publish } from '../state';
import type { World } from '../world';

const patienceMs = 5000;

/**
 * Waits until no other chunk of this upload is coming in. False when one was on its way from a sender that is still
 * there: two at once, which TikTok forbids. A sender that was killed leaves bytes in the sockets between us; its rest is
 * read at full speed and does not count. One that sends nothing any more, as a frozen process, is dropped.
 */
export async function untilQuiet(world: World, publish: Publish): Promise<boolean> {
	let isAlone = true;
	for (;;) {
		const active = world.activeUploads.get(publish.publishId);
		if (!active) return isAlone;
		active.hurry();
		const beforeBytes = active.receivedBytes();
		const waiting = new AbortController();
		const isOver = await Promise.race([
			active.done.then(({ senderIsThere }) => !senderIsThere),
			pause(patienceMs, AbortSignal.any([waiting.signal, world.closing])).then(() => null),
		]);
		waiting.abort();
		if (world.closing.aborted) return isAlone;
		if (isOver !== null) isAlone &&= isOver;
		else if (active.receivedBytes() === beforeBytes) active.drop();
	}
}
