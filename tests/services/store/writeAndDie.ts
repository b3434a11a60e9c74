import { createSealer } from '../../../services/createSealer';
import { openStore } from '../../../services/store/openStore';
import { newRepost, upload } from './samples';

/** Run as a process of its own: `writeAndDie.ts <dataDir> <key>`. Writes, tells what, and dies without a word more. */
async function main(dataDir = '', key = ''): Promise<void> {
	const sealer = createSealer([new Uint8Array(Buffer.from(key, 'base64'))]);
	const store = await openStore({ dataDir, databaseUrl: null, sealer });
	const { id } = await newRepost(store);
	await store.uploads.replace(id, 0, upload());
	await store.reposts.commit(id, 1, 'v_pub.1');
	process.stdout.write(`${id}\n`, () => process.kill(process.pid, 'SIGKILL'));
}

void main(...process.argv.slice(2));
