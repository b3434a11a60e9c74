import { z } from 'zod';
import { parseScopes } from '../scopes';
import type { TokenAnswer, UserInfo } from '../types';
import { id, name, pictureUrl, seconds, text, token } from './fields';

export const tokenAnswer = z
	.object({
		open_id: id,
		scope: text,
		access_token: token,
		refresh_token: token,
		expires_in: seconds,
		refresh_expires_in: seconds,
	})
	.transform((a): TokenAnswer => ({
		openId: a.open_id,
		scopes: parseScopes(a.scope ?? ''),
		accessToken: a.access_token,
		refreshToken: a.refresh_token,
		expiresInSec: a.expires_in,
		refreshExpiresInSec: a.refresh_expires_in,
	}));

export const userInfoAnswer = z
	.object({
		data: z.object({
			user: z.object({
				open_id: id,
				union_id: id.nullish(),
				display_name: name,
				avatar_url: pictureUrl,
				username: text,
			}),
		}),
	})
	.transform(({ data: { user } }): UserInfo => ({
		openId: user.open_id,
		unionId: user.union_id ?? null,
		displayName: user.display_name || null,
		avatarUrl: user.avatar_url,
		username: user.username || null,
	}));

/** Revoke answers with an empty body or `{}`. */
export const emptyAnswer = z.unknown().transform(() => undefined);
