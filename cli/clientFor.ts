import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../lib/errors';
import { readSettings } from '../services/config';
import { createApiClient, type ApiClient } from './apiClient';
import { readRunning } from './running';

/** The API of the `up` that uses this folder, or of the one at `url`, with the operator token. */
export function clientFor({ url }: { url?: string }): ApiClient {
	const settings = readSettings({ for: 'client' });
	const { dataDir, port, publicUrl, operatorToken } = settings;
	const running = readRunning(dataDir);
	const baseUrl = url ?? running?.apiUrl ?? `http://127.0.0.1:${port}`;
	const pagesUrl = url ?? running?.publicUrl ?? publicUrl;
	return createApiClient(baseUrl, operatorToken ?? tokenIn(dataDir), pagesUrl);
}

function tokenIn(dataDir: string): string {
	const file = join(dataDir, 'operator-token');
	if (existsSync(file)) return readFileSync(file, 'utf8').trim();
	throw new Problem(
		'not_signed_in',
		`14ms has not run in this folder yet (there is no operator token in ${dataDir}): start \`npx 14ms up\` here, or set OPERATOR_TOKEN and DATA_DIR as it has them.`,
	);
}
