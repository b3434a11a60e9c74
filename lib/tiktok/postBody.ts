import type { PostSettings } from '../posting/request';
import type { ChunkPlan } from './types';

interface SourceInfo {
	source: 'FILE_UPLOAD';
	video_size: number;
	chunk_size: number;
	total_chunk_count: number;
}

/** What init takes: with `post_info` it is a direct post, without it goes to the inbox, whose endpoint takes no more. */
export interface InitBody {
	post_info?: {
		privacy_level: string;
		title?: string;
		disable_comment: boolean;
		disable_duet: boolean;
		disable_stitch: boolean;
		video_cover_timestamp_ms?: number;
		brand_content_toggle: boolean;
		brand_organic_toggle: boolean;
		is_aigc: boolean;
	};
	source_info: SourceInfo;
}

export function inboxBody(plan: ChunkPlan): InitBody {
	return { source_info: sourceInfo(plan) };
}

/** `settings.privacy` must have been checked against creator_info. TikTok: "Direct Post"; brand toggles are always sent. */
export function directPostBody(
	plan: ChunkPlan,
	settings: PostSettings & { privacy: string },
): InitBody {
	return {
		post_info: {
			privacy_level: settings.privacy,
			...(settings.caption ? { title: settings.caption } : {}),
			disable_comment: !settings.allowComment,
			disable_duet: !settings.allowDuet,
			disable_stitch: !settings.allowStitch,
			...(settings.coverTimestampMs === undefined
				? {}
				: { video_cover_timestamp_ms: settings.coverTimestampMs }),
			brand_content_toggle: settings.brandContent,
			brand_organic_toggle: settings.brandOrganic,
			is_aigc: settings.isAigc,
		},
		source_info: sourceInfo(plan),
	};
}

function sourceInfo(plan: ChunkPlan): SourceInfo {
	return {
		source: 'FILE_UPLOAD',
		video_size: plan.sizeBytes,
		chunk_size: plan.chunkSizeBytes,
		total_chunk_count: plan.chunkCount,
	};
}
