import type { SampleVideo } from '../samples/SampleVideo';

/** Of YouTube's player script, yt-dlp reads the signature timestamp even where no signature must be solved. */
export const playerScript = {
	path: '/s/player/14a5b0c1/player_ias.vflset/en_US/base.js',
	body: 'var player={signatureTimestamp:20400};',
};

export const playerConfig = {
	INNERTUBE_API_KEY: 'sandbox',
	INNERTUBE_CLIENT_NAME: 'WEB',
	INNERTUBE_CLIENT_VERSION: '2.20261101.00.00',
	PLAYER_JS_URL: playerScript.path,
	VISITOR_DATA: 'c2FuZGJveA%3D%3D',
	INNERTUBE_CONTEXT: {
		client: {
			hl: 'en',
			gl: 'US',
			clientName: 'WEB',
			clientVersion: '2.20261101.00.00',
			visitorData: 'c2FuZGJveA%3D%3D',
		},
	},
};

/** The page that age-gated videos are looked up on; without a player response. */
export function embedPage(): string {
	return `<!DOCTYPE html><html lang="en"><head><script>ytcfg.set(${scriptJson(playerConfig)});</script></head><body></body></html>`;
}

/** The parts of YouTube's watch page that yt-dlp reads. */
export function watchPage(video: SampleVideo | null, player: Record<string, unknown>): string {
	const title = video?.title ?? 'YouTube';
	const data = { contents: { twoColumnWatchNextResults: video ? besideThePlayer(video) : {} } };
	return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${text(title)} - YouTube</title>
<meta property="og:title" content="${text(title)}">
<script>ytcfg.set(${scriptJson(playerConfig)});</script></head><body>
<script>var ytInitialPlayerResponse = ${scriptJson(player)};</script>
<script>var ytInitialData = ${scriptJson(data)};</script>
</body></html>`;
}

function besideThePlayer(video: SampleVideo) {
	const owner = { videoOwnerRenderer: { title: { runs: [{ text: video.channel }] } } };
	const title = { runs: [{ text: video.title }] };
	return {
		results: {
			results: {
				contents: [
					{ videoPrimaryInfoRenderer: { title } },
					{ videoSecondaryInfoRenderer: { owner } },
				],
			},
		},
	};
}

function text(value: string): string {
	return value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** JSON that cannot end the script element it stands in. */
export function scriptJson(value: unknown): string {
	return JSON.stringify(value).replaceAll('<', '\\u003c');
}
