import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const folder = resolve(__dirname, '../../../docs/n8n');
const template = z.looseObject({
	name: z.string(),
	nodes: z.array(
		z.looseObject({
			type: z.string(),
			webhookId: z.string().optional(),
			parameters: z.looseObject({ url: z.string().optional() }),
		}),
	),
});
export type Template = z.infer<typeof template>;

/** A ready-made workflow as it is published. */
export function readTemplate(name: string): Template {
	return template.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
}

interface Filling {
	credential: { id: string; name: string };
	/** What takes the place of an address of a third party. */
	to: (url: string) => string;
	/** For the trigger on new Shorts. */
	channel?: string;
}

/** With only credential, third party and channel filled in, as its note says. */
export function filledIn(workflow: Template, { credential, to, channel }: Filling): Template {
	const nodes = workflow.nodes.map((node) => {
		const { url } = node.parameters;
		const isOurs = node.type.startsWith('n8n-nodes-14ms.');
		const hasChannel = channel !== undefined && 'channel' in node.parameters;
		return {
			...node,
			...(isOurs ? { credentials: { fourteenMsOAuth2Api: credential } } : {}),
			parameters: {
				...node.parameters,
				...(url ? { url: to(url) } : {}),
				...(hasChannel ? { channel } : {}),
			},
		};
	});
	return { ...workflow, nodes };
}
