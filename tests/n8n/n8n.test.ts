import { shoot } from './support/connectInEditor';
import { operations } from './parts/operations';
import { othersWays } from './parts/othersWays';
import { steering } from './parts/steering';
import { templates } from './parts/templates';
import { openBench, type Bench } from './support/openBench';

jest.setTimeout(300_000);

describe('the packed n8n pack in a real n8n', () => {
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench();
	});
	afterAll(() => bench.close());

	it('is connected by clicking through the editor, 14ms and TikTok’s consent page', async () => {
		const serverUrl = bench.passages.toFourteenMs.origin;
		await bench.connect(
			{ serverUrl },
			async (popup) => {
				await popup.getByRole('button', { name: 'Allow it' }).waitFor();
				await shoot(popup, 'n8n-approve');
				await popup.getByRole('button', { name: 'Allow it' }).click();
				await popup.getByRole('button', { name: 'Allow', exact: true }).waitFor();
				await shoot(popup, 'n8n-consent');
				await popup.getByRole('button', { name: 'Allow', exact: true }).click();
			},
			'connect',
		);
		const [found] = await bench.rest.credentials();
		expect(found).toMatchObject({ type: 'fourteenMsOAuth2Api' });
		const { calls } = await bench.sandbox.state();
		expect(calls.filter(({ endpoint }) => endpoint === 'oauth/token')).toHaveLength(1);
		const asked = bench.passages.toFourteenMs.calls.map(({ path }) => path);
		expect(asked).toEqual(expect.arrayContaining(['/oauth/register', '/oauth/token']));
	});

	// First, while no Short has been reposted.
	templates(() => bench);
	operations(() => bench);
	steering(() => bench);
	othersWays(() => bench);
});
