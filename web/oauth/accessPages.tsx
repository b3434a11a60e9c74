import { accountName } from '../../lib/accountName';
import type { OAuthClient } from '../../services/store/oauth/oauth';
import type { AccountView } from '../api/accountView';
import type { AccessWish } from './createOAuthServer';
import { interactionPath } from './createProvider';
import { oauthScopes } from './scopes';

interface Asked {
	wish: AccessWish;
	client: OAuthClient;
}

/** Which of the connected accounts: without a second consent at TikTok. */
export const ChoosePage = ({ wish, client, accounts }: Asked & { accounts: AccountView[] }) => (
	<>
		<h1>Which TikTok account?</h1>
		<Wish {...{ wish, client }} />
		<ul class="cards">
			{accounts.map((account) => (
				<li>
					<form method="post" action={`${interactionPath(wish.uid)}/choose`}>
						<input type="hidden" name="account" value={account.id} />
						<p class="creator">
							{account.avatarUrl && (
								<img src={account.avatarUrl} alt="" width="48" height="48" />
							)}
							<span>
								<strong>{account.displayName}</strong>
								{account.username && <small>@{account.username}</small>}
							</span>
						</p>
						<button>Use {accountName(account)}</button>
					</form>
				</li>
			))}
		</ul>
		<p class="actions">
			<a class="button" href={`${interactionPath(wish.uid)}/tiktok`}>
				Connect another account
			</a>
			<Deny uid={wish.uid} />
		</p>
	</>
);

/** For the operator: a client that registered itself wants in for the first time. */
export const ApprovePage = ({ wish, client }: Asked) => (
	<>
		<h1>Allow {client.name}?</h1>
		<p>
			It registered itself with this 14ms, and nobody has approved it yet. Allow it only if{' '}
			<strong class="mono">{new URL(wish.redirectUri).origin}</strong> is your n8n.
		</p>
		<Wish {...{ wish, client }} />
		<form method="post" action={`${interactionPath(wish.uid)}/approve`} class="actions">
			<button>Allow it</button>
		</form>
		<Deny uid={wish.uid} />
	</>
);

export const WaitForApprovalPage = ({ wish, client }: Asked) => (
	<>
		<h1>{client.name} is new here</h1>
		<p>
			The operator of this 14ms allows every new client once. If that is you, sign in and go
			on; if not, ask the operator to open the page <em>Connect n8n</em>, then click Connect
			again.
		</p>
		<p class="actions">
			<a
				class="button"
				href={`/sign-in?next=${encodeURIComponent(interactionPath(wish.uid))}`}
			>
				Sign in
			</a>
		</p>
	</>
);

const Wish = ({ wish, client }: Asked) => (
	<>
		<p>
			<strong>{client.name}</strong> (
			<span class="mono">{new URL(wish.redirectUri).origin}</span>) will be able to:
		</p>
		<ul>
			{wish.scopes.map((scope) => (
				<li>{oauthScopes[scope]}</li>
			))}
		</ul>
	</>
);

const Deny = ({ uid }: { uid: string }) => (
	<form method="post" action={`${interactionPath(uid)}/deny`}>
		<button class="quiet">Do not connect</button>
	</form>
);
