import { dirname } from 'node:path';

/** The checkout, which holds `.tools` and `node_modules`. */
export const root = dirname(__dirname);
