import { captionLimit } from '../../lib/posting/request';
import type { CreatorInfo } from '../../lib/tiktok/types';
import { DirectPostFields } from './directPostFields';
import type { FormInput } from './formOf';
import { Trouble } from './parts';

export interface ReviewPageProps {
	id: string;
	title: string;
	contentType: string;
	sha256: string;
	/** Null when TikTok did not tell. */
	creator: CreatorInfo | null;
	/** Why it cannot be posted now; the form is not shown then. */
	stop: string | null;
	/** What the person chose so far; empty at first, but for the caption. */
	form: FormInput;
	trouble: string | null;
}

/** TikTok's required posting screen (facts/tiktok.md §13); nothing here is chosen for the person. */
export const ReviewPage = (props: ReviewPageProps) => (
	<>
		<h1>Review before posting</h1>
		<Trouble message={props.trouble} />
		<div class="review">
			<figure>
				<video
					controls
					playsinline
					preload="metadata"
					src={`/reposts/${props.id}/media?sha256=${props.sha256}`}
				></video>
				<figcaption>
					{props.title}
					<small>These are the very bytes that TikTok will get.</small>
				</figcaption>
			</figure>
			<div>
				{props.creator && <Creator creator={props.creator} />}
				{props.creator && props.stop === null ? (
					<ReviewForm {...props} creator={props.creator} />
				) : (
					<>
						<Trouble message={props.stop ?? 'TikTok did not answer.'} />
						<p>
							It cannot be posted now.{' '}
							<a href={`/reposts/${props.id}/review`}>Ask again</a>
						</p>
						<CancelForm id={props.id} />
					</>
				)}
			</div>
		</div>
	</>
);

const Creator = ({ creator }: { creator: CreatorInfo }) => (
	<p class="creator">
		{creator.avatarUrl && <img src={creator.avatarUrl} alt="" width="48" height="48" />}
		<span>
			Posting to <strong>{creator.nickname}</strong>
			<small>@{creator.username}</small>
		</span>
	</p>
);

const ReviewForm = (props: ReviewPageProps & { creator: CreatorInfo }) => {
	const { creator, form } = props;
	return (
		<>
			<form method="post" action={`/reposts/${props.id}/review`} data-review>
				<input type="hidden" name="sha256" value={props.sha256} />
				<label>
					Caption
					<textarea
						name="caption"
						id="caption"
						rows={6}
						maxlength={captionLimit}
						data-counter="caption-count"
					>
						{form.caption}
					</textarea>
					<small>
						<output id="caption-count">{(form.caption ?? '').length}</output> of{' '}
						{captionLimit}
					</small>
				</label>
				<DirectPostFields
					{...{ form, creator }}
					privacyLabel="Who can watch this video"
					aiHint="TikTok labels it as made with AI."
				/>
				<p>
					<button>Approve and post</button>
				</p>
				<p>
					<small>
						After posting, it may take a few minutes until the video is processed and
						seen on the profile.
					</small>
				</p>
			</form>
			<CancelForm id={props.id} />
		</>
	);
};

const CancelForm = ({ id }: { id: string }) => (
	<form method="post" action={`/reposts/${id}/cancel`}>
		<button class="quiet">Cancel this repost</button>
	</form>
);
