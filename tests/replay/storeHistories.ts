import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { recipes } from '../../sandbox/samples/recipes';
import { startStack } from '../support/stack';
import { stories } from './stories';
import { withoutPlaces } from './withoutPlaces';

/**
 * Run by hand for a new version: `node --import tsx tests/replay/storeHistories.ts v3`. The histories of older versions
 * stay as they are: what they began has to go on. Names after the version store only those stories.
 */
async function storeHistories(version: string, only: string[]): Promise<void> {
	const folder = join(__dirname, 'histories', version);
	await mkdir(folder, { recursive: true });
	const samples = ['small', 'large', 'landscape', 'threeMinutes'] as const;
	const stack = await startStack({
		samples: [...samples],
		timing: { uncertainAfterMs: 1_500 },
		extraScopes: ['video.list'],
	});
	const { id: video } = recipes.threeMinutes;
	stack.youtube.setFault({ video, slow: { bytesPerSecond: 100_000 } });
	try {
		for (const [name, tell] of Object.entries(stories)) {
			if (only.length > 0 && !only.includes(name)) continue;
			const workflow = stack.client.workflow.getHandle(await tell(stack));
			const history = withoutPlaces(historyToJSON(await workflow.fetchHistory()));
			await writeFile(join(folder, `${name}.json`), `${history}\n`);
			console.log(name);
		}
	} finally {
		await stack.close();
	}
}

const [, , version = '', ...only] = process.argv;
if (!/^v\d+$/.test(version)) throw new Error('Name the version, such as v3.');
storeHistories(version, only).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
