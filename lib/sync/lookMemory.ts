import { z } from 'zod';
import { failingSource } from './failingSources';

/** What a sync keeps between two looks. */
export const lookMemory = z.object({
	/** The sources' own, opaque. */
	sources: z.record(z.string(), z.unknown()).catch({}).default({}),
	/**
	 * ISO 8601: a look then did not get as far as what was known before. Until one does, what was found since is no
	 * reason to stop reading.
	 */
	gapSince: z.iso.datetime().nullable().catch(null).default(null),
	/** The sources that did not answer the last look. */
	failing: z.array(failingSource).catch([]).default([]),
});
export type LookMemory = z.infer<typeof lookMemory>;
