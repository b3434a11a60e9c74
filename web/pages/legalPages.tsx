import type { Settings } from '../../services/settings';

type Props = Pick<Settings, 'operator' | 'publicUrl'>;

/** TikTok's app review asks for Terms and Privacy on the app's own domain. */
export const TermsPage = ({ operator, publicUrl }: Props) => (
	<article>
		<h1>Terms of service</h1>
		<p>
			This is an installation of 14ms at {publicUrl}, run by <Operator operator={operator} />.
			14ms takes a creator's own YouTube Shorts and brings them to the same creator's TikTok
			account.
		</p>
		<h2>What you may do with it</h2>
		<ul>
			<li>Repost only videos that you made or have the right to post.</li>
			<li>Connect only TikTok accounts that are your own.</li>
			<li>
				Keep to TikTok's Terms of Service, Community Guidelines and Music Usage
				Confirmation, and to YouTube's Terms of Service.
			</li>
		</ul>
		<h2>What it does for you</h2>
		<p>
			It sends a video to your TikTok inbox, where you finish the post yourself, or posts it
			with the settings that you chose and agreed to. It adds no brand, watermark, link or
			text of its own. You can stop a repost until TikTok has the whole file, and disconnect
			your account at any time, here or in TikTok's settings under the connected apps.
		</p>
		<h2>No promise</h2>
		<p>
			The service comes as it is, without warranty. TikTok and YouTube decide for themselves
			what they accept and show. <Operator operator={operator} /> may end the service, and
			ends access for those who post what is not theirs.
		</p>
		<Contact operator={operator} />
	</article>
);

export const PrivacyPage = ({ operator, publicUrl }: Props) => (
	<article>
		<h1>Privacy policy</h1>
		<p>
			This installation of 14ms at {publicUrl} is run by <Operator operator={operator} />, who
			is responsible for the data below. It runs on the operator's own machine; nothing is
			sold, shared for advertising, or used to follow anyone.
		</p>
		<h2>What is stored, and why</h2>
		<ul>
			<li>
				From TikTok, when you connect an account: its ids, display name, username, the
				address of the profile picture, and what you allowed. It is used to show which
				account is connected and to post to the right one.
			</li>
			<li>
				TikTok's access and refresh tokens, encrypted. They are used only for what you asked
				for, and are never shown.
			</li>
			<li>
				For every repost: the YouTube video's id, title, description and channel, the
				settings you chose, your statement that the video is yours, your consent, and what
				TikTok answered. This is kept so that no video is posted twice.
			</li>
			<li>The video file, while it is being brought over; it is removed afterwards.</li>
			<li>Counts of calls to TikTok and YouTube for two days, to keep their limits.</li>
			<li>
				A cookie that keeps you signed in for 30 days. There are no other cookies than this
				and one that protects the connecting of an account.
			</li>
		</ul>
		<h2>Who gets it</h2>
		<p>
			TikTok gets the video and its settings. YouTube is asked for the video. Nobody else gets
			anything.
		</p>
		<h2>How to end it</h2>
		<p>
			Disconnect the account on the Accounts page, or remove the app in TikTok's settings: the
			tokens are revoked and deleted. To have the rest deleted, write to the operator.
		</p>
		<Contact operator={operator} />
	</article>
);

const Operator = ({ operator }: Pick<Props, 'operator'>) => <strong>{operator.name}</strong>;

const Contact = ({ operator }: Pick<Props, 'operator'>) => (
	<>
		<h2>Contact</h2>
		<p>
			{operator.name}
			{operator.email && (
				<>
					, <a href={`mailto:${operator.email}`}>{operator.email}</a>
				</>
			)}
		</p>
	</>
);
