import type { FC } from 'hono/jsx';

import { Page } from '../Page';
import type { User } from '../state';
import type { AuthorizeMistake, AuthorizeRequest } from './checkAuthorize';

/** `query` is the authorize call as it came; the form sends it back unchanged. */
export const ConsentPage: FC<{ request: AuthorizeRequest; query: string; users: User[] }> = ({
	request,
	query,
	users,
}) => (
	<Page title="Allow this app?">
		<h1>Allow this app to use your account?</h1>
		<p>
			The app <code>{request.clientKey}</code> asks for access. TikTok's own page looks
			different; what it sends back is the same.
		</p>
		<form method="post" action="/v2/auth/authorize/decision/">
			<input type="hidden" name="query" value={query} />
			<fieldset>
				<legend>Who are you?</legend>
				{users.map((user, index) => (
					<label>
						<input
							type="radio"
							name="user"
							value={user.username}
							checked={index === 0}
						/>
						<span>
							{user.displayName} <small>@{user.username}</small>
							{user.privateAccount && <small> (private account)</small>}
						</span>
					</label>
				))}
			</fieldset>
			<fieldset>
				<legend>What may it do?</legend>
				{request.scopes.map((scope) => (
					<label>
						<input
							type="checkbox"
							name="scope"
							value={scope}
							checked
							disabled={scope === 'user.info.basic'}
						/>
						<span>
							{meanings[scope]} <small>{scope}</small>
						</span>
					</label>
				))}
			</fieldset>
			<button name="decision" value="allow">
				Allow
			</button>{' '}
			<button name="decision" value="deny" class="quiet">
				Deny
			</button>
		</form>
	</Page>
);

/** What a wrongly set up app gets: a page, and no redirect. */
export const AuthorizeMistakePage: FC<AuthorizeMistake> = ({ field, sentence }) => (
	<Page title="Something went wrong">
		<h1>Something went wrong</h1>
		<p>
			We could not log in with this app. Correct the following and try again:{' '}
			<code>{field}</code>
		</p>
		<p>{sentence}</p>
	</Page>
);

const meanings = {
	'user.info.basic': 'Read your profile picture and display name',
	'user.info.profile': 'Read your username, bio and profile link',
	'user.info.stats': 'Read your follower, like and video counts',
	'video.list': 'Read your public videos',
	'video.upload': 'Send videos to your inbox as drafts',
	'video.publish': 'Post videos to your account',
};
