import { Problem } from '../lib/errors';
import type { MediaFacts } from '../services/store/schema';
import type { ActivityServices } from './services';

type Services = {
	store: Pick<ActivityServices['store'], 'reposts'>;
	media: Pick<ActivityServices['media'], 'provenPathOf' | 'remove'>;
};

/**
 * Path of the prepared file, whose bytes are those of the ledger's sha256. One that is not so is thrown away with its
 * download, so that both are made anew; once the last chunk may have gone it stays, since then only it could be sent on.
 */
export async function preparedFile(
	{ store, media }: Services,
	repostId: string,
	facts: MediaFacts,
	signal: AbortSignal,
): Promise<string> {
	try {
		return await media.provenPathOf(repostId, facts, signal);
	} catch (error) {
		if (error instanceof Problem && error.code === 'media_missing') {
			const present = await store.reposts.get(repostId);
			const isPresent = present?.media?.sha256 === facts.sha256;
			if (isPresent && present.committedAt === null) await media.remove(repostId);
		}
		throw error;
	}
}
