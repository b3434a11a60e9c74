import type { Scope } from './types';

/** What 14ms asks TikTok for when an account is connected. */
export const askedScopes: Scope[] = ['user.info.basic', 'video.upload', 'video.publish'];

/** What TIKTOK_EXTRA_SCOPES may add: nothing depends on them. */
export const extraScopes: Scope[] = ['video.list', 'user.info.profile'];

const basicFields = ['open_id', 'union_id', 'avatar_url', 'display_name'];

/** TikTok separates scopes with commas; spaces are taken too. */
export function parseScopes(list: string): string[] {
	return [...new Set(list.split(/[\s,]+/).filter(Boolean))];
}

/** The `fields` of user/info that these scopes allow; one field too many fails the whole call. Empty: do not call. */
export function userInfoFields(scopes: string[]): string[] {
	if (!scopes.includes('user.info.basic')) return [];
	return scopes.includes('user.info.profile') ? [...basicFields, 'username'] : basicFields;
}

/** People may untick scopes on TikTok's page: what was asked for and not granted. */
export function missingScopes(granted: string[], asked: string[] = askedScopes): string[] {
	return asked.filter((scope) => !granted.includes(scope));
}

/** At least one way of posting was granted. */
export function canPost(granted: string[]): boolean {
	return granted.includes('video.upload') || granted.includes('video.publish');
}

/** Scopes of which one is needed for an endpoint. */
export const scopesNeeded = {
	'user/info': ['user.info.basic'],
	creator_info: ['video.publish'],
	'video/init': ['video.publish'],
	'inbox/video/init': ['video.upload'],
	'status/fetch': ['video.upload', 'video.publish'],
	'video/list': ['video.list'],
	'video/query': ['video.list'],
} as const satisfies Record<string, readonly Scope[]>;
