import { z } from 'zod';
import { isStorable } from './storable';

/** Follows the name of what has them. */
export const noText = 'has characters that are no text (NUL, or half an emoji): take them out';

/** What people write and every part can keep. The first check, so that nothing else is said of such a text. */
export const plainText = z.string().refine(isStorable, { error: noText, abort: true });
