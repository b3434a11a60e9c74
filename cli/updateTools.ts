import { processEnvironment, readSettings } from '../services/config';
import { createAgents, trustExtraCas } from '../services/http/agents';
import { updateTools as update } from '../services/toolUpdate/updateTools';
import { root } from './root';
import { say } from './terminal';

/** `14ms update-tools`: pins and installs the newest yt-dlp, ffmpeg and Temporal server. */
export async function updateTools(): Promise<number> {
	const { network } = readSettings({ for: 'client' });
	trustExtraCas(network.extraCaFiles);
	say('Looking for newer tools …');
	const updates = await update({
		root,
		agents: createAgents(network),
		env: processEnvironment(),
	});
	for (const { name, from, to } of updates) {
		say(from === to ? `${name} ${to} is the newest.` : `${name} ${from ?? '(new)'} → ${to}`);
	}
	if (updates.some(({ from, to }) => from !== to)) {
		say('Installed; tools/requirements.txt holds the new versions.');
	}
	return 0;
}
