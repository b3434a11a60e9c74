import type { SampleVideo } from '../../sandbox/samples/SampleVideo';

export function copyOf(n: number): string {
	return `copy${String(n).padStart(7, '0')}`;
}

/** So many more videos with the same files, `copyOf(1)` and so on: TikTok's stand-in takes them for duplicates. */
export function copiesOf(videos: SampleVideo[], count: number): SampleVideo[] {
	const numbers = Array.from({ length: count }, (_, index) => index + 1);
	return videos.flatMap((video) => numbers.map((n) => ({ ...video, id: copyOf(n) })));
}

/** What the stand-in says of copies, since they have the same bytes. */
export const violationsOfCopies: ReadonlySet<string> = new Set([
	'duplicate_post',
	'init_after_full_upload',
]);
