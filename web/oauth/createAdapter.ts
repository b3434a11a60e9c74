import { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import { selfRegistered } from '../../lib/oauth/selfRegistered';
import type { OAuthClient, OAuthRecord, OAuthStore } from '../../services/store/oauth/oauth';

/** A lost answer, or several calls that refresh at once: for so long a refresh token works again. */
const refreshGraceMs = 60_000;

/** oidc-provider's storage on our store: ids hashed, clients in a table of their own. */
export function createAdapter(store: OAuthStore, now: () => number = Date.now) {
	return (model: string): Adapter =>
		model === 'Client' ? clientAdapter(store) : recordAdapter(store, model, now);
}

function recordAdapter(store: OAuthStore, model: string, now: () => number): Adapter {
	const payloadOf = (record: OAuthRecord | null, jti?: string): AdapterPayload | undefined => {
		if (!record) return undefined;
		const { payload, consumedAt } = record;
		const graceMs = model === 'RefreshToken' ? refreshGraceMs : 0;
		// Without grace no clock counts: the store's may be ahead of ours.
		const isConsumed =
			consumedAt !== null && (graceMs === 0 || now() - consumedAt.getTime() >= graceMs);
		return {
			...payload,
			...(jti === undefined ? {} : { jti }),
			...(isConsumed ? { consumed: Math.floor(consumedAt.getTime() / 1000) } : {}),
		};
	};
	return {
		async upsert(id, given, expiresInSec) {
			const { jti, ...payload } = given;
			if (jti !== undefined && jti !== id) throw new Error('A record has two ids.');
			const { clientId, grantId, uid } = payload;
			await store.save(model, id, { payload, clientId, grantId, uid }, expiresInSec);
		},
		async find(id) {
			return payloadOf(await store.find(model, id), id);
		},
		async findByUid(uid) {
			return payloadOf(await store.findByUid(model, uid));
		},
		findByUserCode: () => Promise.resolve(undefined),
		consume: (id) => store.consume(model, id),
		destroy: (id) => store.destroy(model, id),
		revokeByGrantId: (grantId) => store.revokeGrant(model, grantId),
	};
}

/** `find` gives a hash for the secret: the server compares hashes. `upsert` is a client that registers itself. */
function clientAdapter(store: OAuthStore): Adapter {
	const none = () => Promise.resolve(undefined);
	return {
		async upsert(id, payload) {
			const asked = selfRegistered.safeParse(payload);
			if (!asked.success) {
				const said = asked.error.issues[0]?.message ?? 'The metadata is not right.';
				throw new errors.InvalidClientMetadata(said);
			}
			const { name, redirectUris, secret, metadata } = asked.data;
			await store.addClient({
				...{ id, name, redirectUris, secret, metadata },
				registeredBy: 'itself',
			});
		},
		async find(id) {
			// What a stranger sends may hold anything, also bytes that no database takes.
			const client = /^[\w-]{1,100}$/.test(id) ? await store.client(id) : null;
			return client ? metadataOf(client) : undefined;
		},
		findByUid: none,
		findByUserCode: none,
		consume: none,
		destroy: (id) => store.removeClient(id),
		revokeByGrantId: none,
	};
}

function metadataOf({ id, name, redirectUris, secretHash, metadata }: OAuthClient): AdapterPayload {
	return {
		...metadata,
		client_id: id,
		client_name: name,
		redirect_uris: redirectUris,
		...(secretHash === null ? {} : { client_secret: secretHash }),
	};
}
