import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';

import { Page } from '../Page';
import type { Publish, Violation } from '../state';
import { isPost } from './stateView';

/** What "TikTok" has received; looks for news every two seconds without disturbing a playing video. */
export const SandboxPage: FC<{ publishes: Publish[]; violations: Violation[] }> = (state) => (
	<Page title="What was posted">
		<h1>What was posted</h1>
		<p class="soft">
			Nothing on this page has reached TikTok. Drafts are what a creator would find in the
			inbox of the TikTok app.
		</p>
		<div id="live">
			<SandboxState {...state} />
		</div>
		<script>{raw(liveScript)}</script>
	</Page>
);

export const SandboxState: FC<{ publishes: Publish[]; violations: Violation[] }> = ({
	publishes,
	violations,
}) => {
	const newestFirst = publishes.toReversed();
	const posted = newestFirst.filter((publish) => isPost(publish) && publish.postId !== null);
	const drafts = newestFirst.filter((publish) => isPost(publish) && publish.postId === null);
	const others = newestFirst.filter((publish) => !isPost(publish) && !publish.discarded);
	return (
		<>
			<Cards title="Posts" empty="No post yet." publishes={posted} />
			<Cards title="Inbox" empty="No draft is waiting." publishes={drafts} />
			{others.length > 0 && <Unfinished publishes={others} />}
			{violations.length > 0 && <Violations violations={violations} />}
		</>
	);
};

const Cards: FC<{ title: string; empty: string; publishes: Publish[] }> = (props) => (
	<section>
		<h2>{props.title}</h2>
		{props.publishes.length === 0 && <p class="soft">{props.empty}</p>}
		<div class="cards">
			{props.publishes.map((publish) => (
				<Card publish={publish} />
			))}
		</div>
	</section>
);

const Card: FC<{ publish: Publish }> = ({ publish }) => (
	<article class="card">
		<video
			controls
			preload="metadata"
			playsinline
			src={`/sandbox/videos/${encodeURIComponent(publish.publishId)}`}
		/>
		<div class="text">
			<p>
				<b>@{publish.user}</b> <small>{privacyWords(publish)}</small>
			</p>
			<p>{publish.caption || <span class="soft">no caption</span>}</p>
			<p class="soft">
				{(publish.sizeBytes / 1_000_000).toFixed(1)} MB
				{publish.postId && ` · post ${publish.postId}`}
			</p>
			<p>
				<code class="soft">sha256 {publish.sha256}</code>
			</p>
			{publish.postId === null && (
				<>
					<DraftButton publish={publish} action="post-draft" text="Post it" />
					<DraftButton publish={publish} action="discard-draft" text="Throw away" />
				</>
			)}
		</div>
	</article>
);

const DraftButton: FC<{ publish: Publish; action: string; text: string }> = (props) => (
	<form method="post" action={`/sandbox/page/${props.action}`}>
		<input type="hidden" name="publishId" value={props.publish.publishId} />
		<button class={props.action === 'post-draft' ? '' : 'quiet'}>{props.text}</button>
	</form>
);

const Unfinished: FC<{ publishes: Publish[] }> = ({ publishes }) => (
	<section>
		<h2>Not there (yet)</h2>
		<table>
			{publishes.map((publish) => (
				<tr>
					<td>@{publish.user}</td>
					<td>{publish.failReason ?? publish.status}</td>
					<td>
						{publish.uploadedBytes} of {publish.sizeBytes} bytes
					</td>
					<td>
						<code>{publish.publishId}</code>
					</td>
				</tr>
			))}
		</table>
	</section>
);

const Violations: FC<{ violations: Violation[] }> = ({ violations }) => (
	<section class="bad">
		<h2>Rules that were broken</h2>
		<table>
			{violations.toReversed().map(({ kind, detail, user, at }) => (
				<tr>
					<td>{at.slice(11, 19)}</td>
					<td>{user && `@${user}`}</td>
					<td>{kind}</td>
					<td>{detail}</td>
				</tr>
			))}
		</table>
	</section>
);

function privacyWords({ privacy, postId }: Publish): string {
	switch (privacy) {
		case 'PUBLIC_TO_EVERYONE':
			return 'everyone';
		case 'MUTUAL_FOLLOW_FRIENDS':
			return 'friends';
		case 'FOLLOWER_OF_CREATOR':
			return 'followers';
		case 'SELF_ONLY':
			return 'only me';
		default:
			return postId === null ? 'draft in the inbox' : 'posted from the inbox';
	}
}

const liveScript = `
const live = document.getElementById('live');
let shown = null;
setInterval(async () => {
	const text = await fetch('/sandbox/live').then((answer) => answer.text()).catch(() => shown);
	if (shown !== null && text !== shown) live.innerHTML = text;
	shown = text;
}, 2000);
`;
