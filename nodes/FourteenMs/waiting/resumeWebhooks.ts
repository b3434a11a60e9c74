import type { IWebhookDescription } from 'n8n-workflow';

/** n8n answers this only below an execution's own resume URL, while it waits; there is nothing to register or remove. */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		path: '',
		isFullPath: true,
		restartWebhook: true,
	},
];
