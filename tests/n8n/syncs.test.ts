import { sandboxApiKey } from '../../sandbox/youtube/dataApi/dataApi';
import { channelSyncs } from './parts/channelSyncs';
import { newShorts } from './parts/newShorts';
import { openBench, type Bench } from './support/openBench';

jest.setTimeout(300_000);

describe('channels that n8n follows', () => {
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench({ env: { YOUTUBE_API_KEY: sandboxApiKey } });
		const serverUrl = bench.passages.toFourteenMs.origin;
		await bench.connect({ serverUrl }, async (popup) => {
			await popup.getByRole('button', { name: 'Allow it' }).click();
			await popup.getByRole('button', { name: 'Allow', exact: true }).click();
		});
	});
	afterAll(() => bench.close());

	// First, while nothing has been posted.
	newShorts(() => bench);
	channelSyncs(() => bench);
});
