/** In their order. By default a thousand: Postgres takes at most 65,535 values in one statement, PGlite far fewer at ease. */
export function inBatches<T>(all: T[], size = 1_000): T[][] {
	const count = Math.ceil(all.length / size);
	return Array.from({ length: count }, (_, n) => all.slice(n * size, (n + 1) * size));
}
