import { challengeOf, newVerifier } from '../../../services/tiktok/pkce';

test('the challenge is SHA-256 in lowercase hex', () => {
	// facts/tiktok.md §1
	expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
		'13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3',
	);
});

test('verifiers are long enough, of the allowed characters, and never the same', () => {
	const verifiers = Array.from({ length: 50 }, newVerifier);
	for (const verifier of verifiers) expect(verifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/);
	expect(new Set(verifiers).size).toBe(50);
});
