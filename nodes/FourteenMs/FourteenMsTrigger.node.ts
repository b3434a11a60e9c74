import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { followChannel, unfollowChannel } from './trigger/followChannel';
import { newEvents } from './trigger/newEvents';
import { sampleEvent } from './trigger/sampleEvent';
import { triggerFields } from './trigger/triggerFields';
import { whileActive } from './trigger/whileActive';

export class FourteenMsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: '14ms Trigger',
		name: 'fourteenMsTrigger',
		icon: { light: 'file:icons/14ms.svg', dark: 'file:icons/14ms.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{$parameter["events"].join(", ").replaceAll("repost.", "").replace("short.found", "new Short")}}',
		description:
			'Starts the workflow when your channel has a new Short, or when a repost is published, delivered, failed or needs you',
		defaults: { name: '14ms Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'fourteenMsOAuth2Api', required: true }],
		webhooks: whileActive,
		properties: triggerFields,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				// Asking once more changes nothing, so there is nothing to look up.
				return await Promise.resolve(false);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await followChannel.call(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await unfollowChannel.call(this);
				return true;
			},
		},
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const events =
			this.getMode() === 'manual'
				? [await sampleEvent.call(this)]
				: await newEvents.call(this, await followChannel.call(this));
		return events.length === 0 ? null : [events.map((json) => ({ json }))];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		this.getResponseObject().status(404).json({ error: 'Nobody is expected to call here.' });
		return await Promise.resolve({ noWebhookResponse: true });
	}
}
