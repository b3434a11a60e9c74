import type { finalStates as statesOfTheApi } from '../../../../lib/posting/states';

/** Only types may come from lib/: the pack is installed without it. The type check keeps the two alike. */
export const finalStates: typeof statesOfTheApi = ['delivered', 'published', 'failed', 'cancelled'];
