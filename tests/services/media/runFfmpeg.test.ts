import { runFfmpeg } from '../../../services/media/runFfmpeg';

const before = { ...process.env };
afterEach(() => {
	process.env = before;
});

test('ffmpeg sees the path and no secret of ours', async () => {
	const secrets = {
		TIKTOK_CLIENT_SECRET: 'client-secret-0123456789',
		OPERATOR_TOKEN: 'operator-token-0123456789',
		SECRET_KEYS: 'secret-keys-0123456789',
		DATABASE_URL: 'postgres://u:database-password@127.0.0.1/x',
	};
	process.env = { ...before, ...secrets };
	const said = await runFfmpeg(['-c', 'env >&2'], { ffmpegPath: '/bin/sh' });
	expect(said).toContain('PATH=');
	for (const secret of Object.values(secrets)) expect(said).not.toContain(secret);
});
