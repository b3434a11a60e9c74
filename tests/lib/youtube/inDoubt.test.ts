import { isInDoubt } from '../../../lib/youtube/inDoubt';
import { unknownVideo } from '../../../lib/youtube/mergedVideo';

const vertical = { ...unknownVideo('aaaaaaaaaaa'), durationSec: 30, widthPx: 720, heightPx: 1280 };
const shapeless = { ...vertical, widthPx: null, heightPx: null };

test.each([
	['short and of unknown shape', shapeless, true],
	['an ended broadcast that is vertical', { ...vertical, live: 'ended' as const }, true],
	['short and vertical', vertical, false],
	['short and wide', { ...vertical, widthPx: 1920, heightPx: 1080 }, false],
	['too long', { ...shapeless, durationSec: 181 }, false],
	['of unknown length', { ...shapeless, durationSec: null }, false],
	['known as a Short', { ...shapeless, isShort: true }, false],
	['private', { ...shapeless, access: 'private' as const }, false],
	['live', { ...shapeless, live: 'live' as const }, false],
	['not begun', { ...shapeless, live: 'premiere' as const }, false],
])('%s', (_, video, expected) => {
	expect(isInDoubt(video)).toBe(expected);
});
