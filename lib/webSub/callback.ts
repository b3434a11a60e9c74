export const callbackPrefix = '/api/youtube/websub/';

/** Where the hub calls: the token in it is known to the hub alone. */
export function callbackPath(token: string): string {
	return `${callbackPrefix}${token}`;
}

export function isCallbackPath(path: string): boolean {
	return path.startsWith(callbackPrefix);
}
