import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

import { check } from '../../lib/doctor/check';
import { noteRunning } from '../../cli/running';
import { connectedWeb } from '../web/support/connectedWeb';
import { operatorToken, type WebUnderTest } from '../web/support/startWebUnderTest';
import { inFolder, run14ms } from './run14ms';

let web: WebUnderTest;
beforeAll(async () => {
	web = await connectedWeb();
});
afterAll(() => web.close());

const answer = z.strictObject({ checks: z.array(check) });

function ask(headers: Record<string, string>): Promise<Response> {
	return fetch(`${web.origin}/api/v1/doctor`, { headers });
}

test('the API answers every check to the operator, and nobody else', async () => {
	expect((await ask({})).status).toBe(401);
	const response = await ask({ authorization: `Bearer ${operatorToken}` });
	expect(response.status).toBe(200);
	const { checks } = answer.parse(await response.json());
	const groups = new Set(checks.map(({ group }) => group));
	for (const group of [
		'settings',
		'tiktok',
		'accounts',
		'temporal',
		'store',
		'limits',
	] as const) {
		expect([group, groups.has(group)]).toEqual([group, true]);
	}
	expect(checks.filter(({ result }) => result === 'fail')).toEqual([]);
	expect(JSON.stringify(checks)).not.toContain(web.standIn.clientSecret);
});

test('the command finds a running 14ms by its folder, lets it examine itself, and adds this machine’s tools', () =>
	inFolder(async (cwd) => {
		// The settings were given to `up` in another shell; here only its folder is known.
		const dataDir = join(cwd, '.14ms');
		await mkdir(dataDir);
		await writeFile(join(dataDir, 'operator-token'), `${operatorToken}\n`);
		noteRunning(dataDir, { apiUrl: web.origin, publicUrl: web.origin });
		const { exitCode, stdout } = await run14ms(['doctor'], cwd);
		expect(exitCode).toBe(0);
		expect(stdout).toContain(`It runs and answers at ${web.origin}.`);
		expect(stdout).toMatch(/✓ @sandbox_creator: token/);
		expect(stdout).toMatch(/✓ TikTok user\/info, @sandbox_creator/);
		expect(stdout).toMatch(/✓ yt-dlp/);
	}));

test('a running 14ms whose Temporal is away makes the command end with 1', () =>
	inFolder(async (cwd) => {
		web.engine.away = true;
		try {
			const args = ['--url', web.origin, 'doctor', '--json'];
			const ended = await run14ms(args, cwd, { OPERATOR_TOKEN: operatorToken });
			expect(ended.exitCode).toBe(1);
			const { checks } = z
				.looseObject({ checks: z.array(check) })
				.parse(JSON.parse(ended.stdout));
			const temporal = checks.find(({ id }) => id === 'temporal.server');
			expect(temporal).toMatchObject({ result: 'fail', detail: 'Temporal does not answer.' });
		} finally {
			web.engine.away = false;
		}
	}));
