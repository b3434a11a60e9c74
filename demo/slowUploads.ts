/** From now on the sandbox's TikTok takes bytes so slowly that there is time to look. */
export async function slowUploads(sandboxUrl: string, bytesPerSecond: number): Promise<void> {
	const response = await fetch(`${sandboxUrl}/faults`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ endpoint: 'upload', kind: 'slow', bytesPerSecond, times: 100 }),
	});
	if (!response.ok) throw new Error(`The sandbox refused the fault: ${await response.text()}`);
}
