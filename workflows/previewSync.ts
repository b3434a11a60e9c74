import type { Activities } from '../activities';
import type { Previewed, PreviewWanted } from '../lib/sync/previewed';
import { questions } from './lookUpChannel';

/** What a sync would do with the newest Shorts of a channel, or the caption that it would give to one video. */
export async function previewSync(wanted: PreviewWanted): ReturnType<Activities['previewShorts']> {
	return questions.previewShorts(wanted) satisfies Promise<Previewed>;
}
