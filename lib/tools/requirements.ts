/** One pinned package of tools/requirements.txt. */
export interface Pin {
	name: string;
	version: string;
	sha256s: string[];
}

const heading =
	'# What 14ms needs from PyPI: exact versions and the hash of every wheel (`npx 14ms update-tools` writes this file anew).';

export function parseRequirements(text: string): Pin[] {
	const lines = text.replace(/\\\r?\n/g, ' ').split('\n');
	return lines.flatMap((line) => {
		const match = /^\s*([\w.-]+)==(\S+)/.exec(line);
		if (!match) return [];
		const sha256s = [...line.matchAll(/--hash=sha256:([\da-f]{64})/g)].map(
			([, hash = '']) => hash,
		);
		return { name: match[1] ?? '', version: match[2] ?? '', sha256s };
	});
}

export function requirementsText(pins: Pin[]): string {
	const lines = pins.map(({ name, version, sha256s }) =>
		[`${name}==${version}`, ...sha256s.map((hash) => `    --hash=sha256:${hash}`)].join(
			' \\\n',
		),
	);
	return `${[heading, ...lines].join('\n')}\n`;
}
