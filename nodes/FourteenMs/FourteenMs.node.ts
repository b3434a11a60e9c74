import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { accountDescription } from './actions/account';
import { repostDescription } from './actions/repost';
import { syncDescription } from './actions/sync';
import { getPrivacyLevels } from './methods/getPrivacyLevels';
import { router } from './router';
import { resume } from './waiting/resume';
import { resumeWebhooks } from './waiting/resumeWebhooks';

export class FourteenMs implements INodeType {
	description: INodeTypeDescription = {
		displayName: '14ms',
		name: 'fourteenMs',
		icon: { light: 'file:icons/14ms.svg', dark: 'file:icons/14ms.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Repost your YouTube Shorts to TikTok',
		defaults: { name: '14ms' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'fourteenMsOAuth2Api', required: true }],
		// Not for a trigger: n8n answers these only while an execution of this node waits.
		webhooks: resumeWebhooks,
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Account', value: 'account' },
					{ name: 'Channel Sync', value: 'sync' },
					{ name: 'Repost', value: 'repost' },
				],
				default: 'repost',
			},
			...repostDescription,
			...syncDescription,
			...accountDescription,
		],
	};

	methods = { loadOptions: { getPrivacyLevels } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await Promise.resolve(resume.call(this));
	}
}
