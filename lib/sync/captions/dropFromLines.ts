/** Takes something out of each line; a line of which no letter and no digit is left goes as a whole. */
export function dropFromLines(text: string, drop: (line: string) => string): string {
	return text
		.split('\n')
		.flatMap((line) => {
			const rest = drop(line);
			if (rest === line) return [line];
			return /[\p{L}\p{N}]/u.test(rest) ? [rest.trim()] : [];
		})
		.join('\n');
}
