/** What an OAuth2 client may do, each thing with the scope it needs. */
export type ClientScope = 'reposts:read' | 'reposts:write' | 'syncs:write';

const table: readonly [method: string, path: string, scope: ClientScope][] = [
	['GET', '/account', 'reposts:read'],
	['GET', '/account/creator-info', 'reposts:read'],
	['GET', '/reposts', 'reposts:read'],
	['POST', '/reposts', 'reposts:write'],
	['GET', '/reposts/{id}', 'reposts:read'],
	['PATCH', '/reposts/{id}', 'reposts:write'],
	['POST', '/reposts/{id}/approve', 'reposts:write'],
	['POST', '/reposts/{id}/cancel', 'reposts:write'],
	['POST', '/reposts/{id}/retry', 'reposts:write'],
	['GET', '/events', 'reposts:read'],
	['POST', '/callbacks', 'reposts:read'],
	['GET', '/hooks', 'reposts:read'],
	['POST', '/hooks', 'reposts:read'],
	['DELETE', '/hooks/{id}', 'reposts:read'],
	['GET', '/syncs', 'reposts:read'],
	['POST', '/syncs', 'syncs:write'],
	['POST', '/syncs/preview', 'syncs:write'],
	['GET', '/syncs/{id}', 'reposts:read'],
	['PATCH', '/syncs/{id}', 'syncs:write'],
	['DELETE', '/syncs/{id}', 'syncs:write'],
	['POST', '/syncs/{id}/run', 'syncs:write'],
	['POST', '/syncs/{id}/pause', 'syncs:write'],
	['POST', '/syncs/{id}/resume', 'syncs:write'],
	['GET', '/syncs/{id}/decisions', 'reposts:read'],
	['GET', '/syncs/{id}/runs', 'reposts:read'],
	['GET', '/syncs/{id}/preview', 'reposts:read'],
	['GET', '/syncs/{id}/caption', 'reposts:read'],
];

/** The scope that a bound token needs for this call under /api/v1; null: the call is not for clients at all. */
export function scopeNeeded(method: string, path: string): ClientScope | null {
	const asked = method === 'HEAD' ? 'GET' : method;
	const row = table.find(([verb, pattern]) => verb === asked && matches(pattern, path));
	return row?.[2] ?? null;
}

function matches(pattern: string, path: string): boolean {
	const wanted = pattern.split('/');
	const given = path.replace(/\/$/, '').split('/');
	return (
		wanted.length === given.length &&
		wanted.every((part, at) => (part.startsWith('{') ? given[at] !== '' : part === given[at]))
	);
}
