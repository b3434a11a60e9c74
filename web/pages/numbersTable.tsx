import type { RepostView } from '../../lib/posting/view';
import { Moment } from './parts';

const kinds = ['views', 'likes', 'comments'] as const;

/** How the post does, beside the Short that it was made from. */
export const Numbers = ({ numbers }: Pick<RepostView, 'numbers'>) => {
	if (!numbers) return null;
	const { source, readAt, note } = numbers;
	return (
		<section>
			<h2>How it does</h2>
			<table class="numbers">
				<thead>
					<tr>
						<th></th>
						<th scope="col">Views</th>
						<th scope="col">Likes</th>
						<th scope="col">Comments</th>
						<th scope="col">Shares</th>
					</tr>
				</thead>
				<tbody>
					<tr>
						<th scope="row">On TikTok</th>
						{kinds.map((kind) => (
							<td>{grouped(numbers[kind])}</td>
						))}
						<td>{grouped(numbers.shares)}</td>
					</tr>
					<tr>
						<th scope="row">On YouTube</th>
						{kinds.map((kind) => (
							<td>{grouped(source[kind])}</td>
						))}
						<td></td>
					</tr>
				</tbody>
			</table>
			{readAt && (
				<p>
					<small>
						As of <Moment at={readAt} />
					</small>
				</p>
			)}
			{note && <p>{note}</p>}
		</section>
	);
};

function grouped(count: number | null): string {
	return count === null ? '–' : count.toLocaleString('en-US');
}
