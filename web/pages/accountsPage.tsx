import type { AccountView } from '../api/accountView';
import { Moment } from './parts';

export const AccountsPage = (props: { accounts: AccountView[]; connected: string | null }) => {
	const fresh = props.accounts.find(({ id }) => id === props.connected);
	const missing = fresh ? missingWords(fresh.scopes) : null;
	return (
		<>
			<h1>TikTok accounts</h1>
			{fresh && (
				<p class="good" role="status">
					Connected: <strong>{fresh.displayName}</strong>
					{fresh.username && ` (@${fresh.username})`}.{missing && ` ${missing}`}
				</p>
			)}
			{props.accounts.length === 0 && <p class="empty">No account is connected yet.</p>}
			<ul class="cards">
				{props.accounts.map((account) => (
					<Card account={account} />
				))}
			</ul>
			<p>
				<a class="button" href="/connect/tiktok">
					{props.accounts.length
						? 'Connect another account'
						: 'Connect your TikTok account'}
				</a>
			</p>
			{props.accounts.length > 0 && (
				<p>
					<small>
						TikTok connects the account that is signed in at tiktok.com in this browser:
						switch there first to connect another one.
					</small>
				</p>
			)}
		</>
	);
};

const Card = ({ account }: { account: AccountView }) => (
	<li>
		<p class="creator">
			{account.avatarUrl && <img src={account.avatarUrl} alt="" width="48" height="48" />}
			<span>
				<strong>{account.displayName}</strong>
				{account.username && <small>@{account.username}</small>}
			</span>
			<span class={`pill ${tones[account.status]}`}>{words[account.status]}</span>
		</p>
		<dl>
			<dt>Allowed</dt>
			<dd>{account.scopes.join(', ') || 'nothing'}</dd>
			{account.tokenValidUntil && (
				<>
					<dt>Token valid until</dt>
					<dd>
						<Moment at={account.tokenValidUntil} /> <small>refreshed by itself</small>
					</dd>
				</>
			)}
			{account.grantValidUntil && (
				<>
					<dt>Connect again before</dt>
					<dd>
						<Moment at={account.grantValidUntil} />
					</dd>
				</>
			)}
			<dt>Id</dt>
			<dd class="mono">{account.id}</dd>
		</dl>
		<div class="actions">
			<a href={`/accounts/${account.id}/lane`}>Lane: schedule and who waits</a>
			{account.status === 'connected' ? (
				<a href={`/accounts/${account.id}/disconnect`}>Disconnect</a>
			) : (
				<a class="button" href="/connect/tiktok">
					Connect again
				</a>
			)}
		</div>
	</li>
);

export const DisconnectPage = ({ account }: { account: AccountView }) => (
	<>
		<h1>Disconnect {account.displayName}?</h1>
		<p>
			14ms gives its permission back to TikTok and forgets the tokens. Reposts that still run
			for this account stop and wait for it to be connected again. The list of what was posted
			stays, so that nothing is posted twice.
		</p>
		<form method="post" action={`/accounts/${account.id}/disconnect`} class="actions">
			<button class="danger">Disconnect</button>
			<a href="/accounts">Keep it</a>
		</form>
	</>
);

const words = {
	connected: 'Connected',
	reconnect: 'Connect again',
	disconnected: 'Disconnected',
};
const tones = { connected: 'done', reconnect: 'waiting', disconnected: 'off' };

function missingWords(scopes: string[]): string | null {
	const inbox = scopes.includes('video.upload');
	const direct = scopes.includes('video.publish');
	if (inbox && direct) return null;
	return inbox
		? 'Sending to the inbox is allowed, posting directly is not: connect again and leave that box ticked if you want it.'
		: 'Posting directly is allowed, sending to the inbox is not: connect again and leave that box ticked if you want it.';
}
