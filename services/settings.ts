import type { Scope } from '../lib/tiktok/types';

/** Every setting of 14ms, checked; made by services/config.ts only. Paths are absolute. */
export interface Settings {
	/** `sandbox` only when no TIKTOK_* setting is there at all (design §7). */
	mode: 'sandbox' | 'tiktok';
	/** Null in sandbox mode, until the sandbox is up and gives its own. */
	tiktok: TikTokSettings | null;
	/** Asked for beside those that 14ms needs, when an account is connected. */
	extraScopes: Scope[];
	youtube: { apiKey: string | null; cookiesFile: string | null };
	/** Null: YouTube's WebSub hub is not asked, since it is off or could not reach us. */
	webSub: WebSubSettings | null;
	port: number;
	host: string;
	/** Origin without a trailing slash; where browsers reach 14ms. */
	publicUrl: string;
	dataDir: string;
	/** A download begins only while the media in dataDir take less. */
	mediaLimitBytes: number;
	/** Null: PGlite under dataDir. */
	databaseUrl: string | null;
	/** 32 bytes each; null: kept (and made) in dataDir. */
	secretKeys: Uint8Array[] | null;
	operatorToken: string | null;
	/** True when no TEMPORAL_* setting names a server: `up` then runs the dev server itself. */
	temporalEmbedded: boolean;
	/** The TEMPORAL_* variables as they were set, for @temporalio/envconfig. */
	temporalEnv: Record<string, string>;
	tools: { ytDlpPath: string | null; ffmpegPath: string | null; temporalCliPath: string | null };
	network: NetworkSettings;
	/** Shown on the Terms and Privacy pages. */
	operator: { name: string; email: string | null };
	/** Most reposts of an account between download and upload, where its lane says nothing. */
	repostsAtOnce: number;
	/** Limits and waits that tests and cautious operators change. */
	timing: TimingSettings;
}

export interface TikTokSettings {
	clientKey: string;
	clientSecret: string;
	/** Null when only the worker runs. */
	redirectUri: string | null;
	authorizeUrl: string;
	/** Origin, without /v2. */
	apiUrl: string;
	/** True when apiUrl is not TikTok's own: upload URLs may then be on its hostname, any port, http allowed. */
	isStandIn: boolean;
}

export interface WebSubSettings {
	/** Where subscriptions are asked for. */
	hubUrl: string;
	/** Origin of the callbacks, which the hub must reach. */
	callbackOrigin: string;
}

export interface NetworkSettings {
	/** Loopback is never proxied: noProxy always holds localhost, 127.0.0.1 and ::1. */
	httpProxy: string | null;
	httpsProxy: string | null;
	noProxy: string[];
	/** NODE_EXTRA_CA_CERTS and SSL_CERT_FILE, those that are set. */
	extraCaFiles: string[];
}

export interface TimingSettings {
	/** Time allowed between two heartbeats of a download or a transfer. */
	heartbeatTimeoutMs: number;
	/** First gap between two status polls; later gaps grow. */
	statusPollMs: number;
	/** How long a review may wait for a person. */
	reviewMs: number;
	/** A person is told when TikTok has not said for so long what became of a post. Absent in older histories. */
	uncertainAfterMs?: number;
	/** First gap between two looks at a post's numbers, to which the others are in proportion; default 1 hour. */
	readbackGapMs?: number;
	/** How long an OAuth2 access token of 14ms works before n8n refreshes it. */
	accessTokenMs: number;
}
