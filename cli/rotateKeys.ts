import { readSettings } from '../services/config';
import { rotateKeys as rotate } from '../services/keys/rotateKeys';
import { newSecretKey } from '../services/secretFiles';
import { say } from './terminal';

const steps = {
	newKeyAdded: 'A new key was made; it stands before the old ones.',
	sealedAnew: 'Everything was sealed anew with it.',
	oldKeysDropped: 'The old keys are gone.',
} as const;

/** `14ms rotate-keys`: a new secret key for everything that is sealed. 14ms must be stopped. */
export async function rotateKeys(): Promise<number> {
	const settings = readSettings({ for: 'client' });
	if (settings.databaseUrl !== null) {
		say('Make sure that no `14ms web` and no `14ms worker` runs on any machine.');
	}
	const rotation = await rotate({ settings, onStep: (step) => say(steps[step]) });
	switch (rotation.kind) {
		case 'noKeys':
			say(`There is no key in ${settings.dataDir} yet: it is made at the first start.`);
			break;
		case 'rotated':
			say(`Done: ${count(rotation.sealed)} sealed anew. Start 14ms again.`);
			break;
		case 'ownRing':
			explainOwnRing(rotation);
	}
	return 0;
}

/** Keys of SECRET_KEYS are changed by the person who set them; this command does the sealing in between. */
function explainOwnRing({ keyCount, sealed }: { keyCount: number; sealed: number }): void {
	if (keyCount > 1) {
		say(`${count(sealed)} sealed anew with the first key of SECRET_KEYS.`);
		say(
			'Now remove the other keys from SECRET_KEYS wherever it is set, then start 14ms again.',
		);
		return;
	}
	say('SECRET_KEYS holds one key, and all is sealed with it. To change it:');
	say('  1. Put a new key before it, wherever SECRET_KEYS is set:');
	// A key on a screen is for the person there; in a file or a log it would stay.
	say(
		process.stdout.isTTY
			? `       SECRET_KEYS=${Buffer.from(newSecretKey()).toString('base64')},<the present key>`
			: '       SECRET_KEYS=<new key>,<the present key>  (make one with `openssl rand -base64 32`)',
	);
	say('  2. Run `npx 14ms rotate-keys` again: it seals everything with the first key.');
	say('  3. Remove the old key from SECRET_KEYS and start 14ms again.');
}

function count(sealed: number): string {
	return sealed === 1 ? '1 secret was' : `${sealed} secrets were`;
}
