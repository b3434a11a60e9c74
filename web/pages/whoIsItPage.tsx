import type { Account } from '../../services/store/accounts';
import { utcDay } from '../../lib/utcDay';

/** Asked when TikTok does not say whether this person is known: a wrong "new" would repost everything. */
export const WhoIsItPage = (props: { name: string; twins: Account[]; pending: string }) => (
	<>
		<h1>Is {props.name} one of these?</h1>
		<p>
			Your TikTok app has new keys, and TikTok does not tell whether this account was
			connected here before. It matters: what was posted from a known account is not posted
			again.
		</p>
		<form method="post" action="/connect/tiktok/finish">
			<input type="hidden" name="pending" value={props.pending} />
			<fieldset>
				{props.twins.map(({ id, displayName, username, createdAt }) => (
					<label class="tick">
						<input type="radio" name="sameAs" value={id} required />
						<span>
							Yes, it is {displayName}
							{username && ` (@${username})`}
							<small>connected since {utcDay(createdAt)}</small>
						</span>
					</label>
				))}
				<label class="tick">
					<input type="radio" name="sameAs" value="new" required />
					<span>No, it is another account</span>
				</label>
			</fieldset>
			<button>Go on</button>
		</form>
	</>
);
