import { rotateKeys } from '../../../services/keys/rotateKeys';

/** A process that rotates the keys of a folder and kills itself right after the named step. */
const [dataDir = '', lastStep] = process.argv.slice(2);
const settings = { dataDir, databaseUrl: null, secretKeys: null };

rotateKeys({
	settings,
	onStep(step) {
		if (step === lastStep) process.kill(process.pid, 'SIGKILL');
	},
}).then(
	() => process.exit(0),
	() => process.exit(1),
);
