import { z } from 'zod';
import type { Sealer } from '../sealing';
import type { Grant } from './grants';

/** The JWE of a grant's two tokens. */
export function sealTokens(sealer: Sealer, grant: Grant): Promise<string> {
	const { accessToken, refreshToken } = grant;
	return sealer.seal({ accessToken, refreshToken });
}

/** Problem wrong_secret_keys. */
export async function openTokens(sealer: Sealer, sealed: string): Promise<z.infer<typeof tokens>> {
	return tokens.parse(await sealer.open(sealed));
}

const tokens = z.object({ accessToken: z.string(), refreshToken: z.string() });
