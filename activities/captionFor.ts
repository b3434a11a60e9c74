import { captionOf } from '../lib/posting/caption';
import type { Repost } from '../services/store/reposts/reposts';

/** The reviewer's caption, else the request's, else the Short's own title and description. */
export function captionFor({ approval, settings, video }: Repost): string {
	return approval?.settings.caption ?? settings.caption ?? (video ? captionOf(video) : '');
}
