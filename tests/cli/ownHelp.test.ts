import { inFolder, run14ms } from './run14ms';

test.each([
	[['sync', 'add', '@ana', '--order', 'upwards'], 'npx 14ms sync add --help'],
	[['lane', 'set', '--spacing', 'soon'], 'npx 14ms lane set --help'],
	[['repost', 'x', '--posting', 'soon'], 'npx 14ms repost --help'],
	[['sync', 'follow'], 'npx 14ms sync --help'],
])('14ms %j points to its own help', (args, help) =>
	inFolder(async (cwd) => {
		const { exitCode, stderr } = await run14ms(args, cwd);
		expect(exitCode).toBe(2);
		expect(stderr).toContain(`\`${help}\``);
	}),
);
