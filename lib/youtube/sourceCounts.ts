/** How a video does on YouTube; null where it does not tell, as with hidden likes or comments turned off. */
export interface SourceCounts {
	views: number | null;
	likes: number | null;
	comments: number | null;
}
