/** Resolves once `isSo()`, looked at every 20 ms; throws after `timeoutMs`. */
export async function waitUntil(isSo: () => boolean, timeoutMs = 30_000): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	while (!isSo()) {
		if (Date.now() > deadline)
			throw new Error(`Waited ${timeoutMs} ms for: ${isSo.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
