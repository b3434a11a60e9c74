import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { newEvents } from './trigger/newEvents';
import { sampleEvent } from './trigger/sampleEvent';
import { triggerFields } from './trigger/triggerFields';

export class FourteenMsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: '14ms Trigger',
		name: 'fourteenMsTrigger',
		icon: { light: 'file:icons/14ms.svg', dark: 'file:icons/14ms.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ").replaceAll("repost.", "")}}',
		description:
			'Starts the workflow when a repost is published, delivered, failed or needs you',
		defaults: { name: '14ms Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'fourteenMsOAuth2Api', required: true }],
		properties: triggerFields,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const events =
			this.getMode() === 'manual'
				? [await sampleEvent.call(this)]
				: await newEvents.call(this);
		return events.length === 0 ? null : [events.map((json) => ({ json }))];
	}
}
