import { and, eq } from 'drizzle-orm';
import type { PostSettings } from '../../../lib/posting/request';
import type { Database } from '../database';
import { consents, events } from '../schema';

interface Consent {
	accountId: string;
	settings: PostSettings;
	wording: string;
	by: string;
}

/** Notes a standing consent to `posting: auto`, unless the same settings were agreed to before. */
export async function recordConsent(db: Database, consent: Consent): Promise<void> {
	const { accountId, wording, by } = consent;
	const settings = agreedTo(consent.settings);
	await db.write(async (tx) => {
		const [before] = await tx
			.select()
			.from(consents)
			.where(and(eq(consents.accountId, accountId), eq(consents.settings, settings)))
			.limit(1);
		if (before) return;
		await tx.insert(consents).values({ accountId, settings, wording, by });
		await tx
			.insert(events)
			.values({ accountId, type: 'account.consent', data: { by, settings } });
	});
}

/** The settings without the caption, which differs from post to post, as JSON with sorted names. */
function agreedTo(settings: PostSettings): string {
	const known = Object.entries(settings).filter(([name]) => name !== 'caption');
	return JSON.stringify(Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1))));
}
