import type { OAuthClient } from '../../services/store/oauth/oauth';
import { Moment, Trouble } from './parts';

interface Props {
	serverUrl: string;
	clients: OAuthClient[];
	/** Just made: the only time that its secret is shown. */
	made: { id: string; secret: string } | null;
	redirectUri: string;
	trouble: string | null;
}

/** The values to paste into n8n, and the clients that are known. */
export const ConnectN8nPage = ({ serverUrl, clients, made, redirectUri, trouble }: Props) => (
	<>
		<h1>Connect n8n</h1>
		<Trouble message={trouble} />
		{made && <Made {...{ serverUrl, made }} />}
		<p>
			In n8n, make a credential <strong>14ms (TikTok Account) OAuth2 API</strong>, give it the
			server URL <code>{serverUrl}</code> and click <em>Connect my account</em>. n8n registers
			itself here, and you allow it once. One credential is one TikTok account.
		</p>
		<details open={trouble !== null}>
			<summary>With a client ID and secret instead</summary>
			<p>
				For an n8n that does not register itself: paste the OAuth Redirect URL that its
				credential shows.
			</p>
			<form method="post" action="/n8n/clients">
				<label>
					OAuth Redirect URL
					<input
						name="redirectUri"
						required
						value={redirectUri}
						placeholder="https://n8n.example.com/rest/oauth2-credential/callback"
					/>
				</label>
				<button>Make client ID and secret</button>
			</form>
		</details>
		<h2>Known clients</h2>
		{clients.length === 0 && <p class="empty">None yet.</p>}
		<ul class="cards">
			{clients.map((client) => (
				<Card client={client} />
			))}
		</ul>
	</>
);

const Made = ({ serverUrl, made }: { serverUrl: string; made: { id: string; secret: string } }) => (
	<div class="good" role="status">
		<p>Paste these into n8n’s credential. The secret is shown only now.</p>
		<dl>
			<dt>Server URL</dt>
			<dd class="mono">{serverUrl}</dd>
			<dt>Client ID</dt>
			<dd class="mono">{made.id}</dd>
			<dt>Client Secret</dt>
			<dd class="mono">{made.secret}</dd>
		</dl>
	</div>
);

const Card = ({ client }: { client: OAuthClient }) => (
	<li>
		<p>
			<strong>{client.name}</strong>{' '}
			<span class={`pill ${client.approvedAt ? 'done' : 'waiting'}`}>
				{client.approvedAt ? 'Allowed' : 'Waits for you'}
			</span>
		</p>
		<dl>
			<dt>Client ID</dt>
			<dd class="mono">{client.id}</dd>
			<dt>Returns to</dt>
			<dd class="mono">{client.redirectUris.join(', ')}</dd>
			<dt>Since</dt>
			<dd>
				<Moment at={client.createdAt.toISOString()} />{' '}
				{client.registeredBy === 'itself' && <small>registered itself</small>}
			</dd>
		</dl>
		<div class="actions">
			{client.approvedAt === null && (
				<form method="post" action={`/n8n/clients/${client.id}/approve`}>
					<button>Allow it</button>
				</form>
			)}
			<form method="post" action={`/n8n/clients/${client.id}/remove`}>
				<button class="quiet">Remove</button>
			</form>
		</div>
	</li>
);
