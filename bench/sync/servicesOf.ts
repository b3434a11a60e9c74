import { root } from '../../cli/root';
import { processEnvironment, readSettings } from '../../services/config';
import { createLog } from '../../services/createLog';
import { openServices, withTikTok, type Services } from '../../services/openServices';
import type { Place } from './place';

/** The services of a place, as `14ms up` opens them. */
export function servicesOf(place: Place): Promise<Services> {
	const { dataDir, databaseUrl, apiKey, proxy, caFile } = place;
	const settings = readSettings({
		for: 'up',
		cwd: dataDir,
		env: {
			TIKTOK_CLIENT_KEY: 'bench',
			TIKTOK_CLIENT_SECRET: 'bench-secret',
			TIKTOK_REDIRECT_URI: 'http://localhost:3000/api/tiktok/callback',
			DATA_DIR: dataDir,
			...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
			...(apiKey === null ? {} : { YOUTUBE_API_KEY: apiKey }),
		},
	});
	return openServices({
		...{ settings: withTikTok(settings), root, env: processEnvironment() },
		log: createLog({ pretty: false, level: 'error' }),
		youtubeVia: { proxy, caFile },
	});
}
