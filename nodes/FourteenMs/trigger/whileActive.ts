import type { IWebhookDescription } from 'n8n-workflow';

/**
 * n8n tells a node of the end of an active workflow only where it has a webhook to remove. So 'New Short Found' has one,
 * which nobody calls; not in tests in the editor, where n8n would wait for that call.
 */
export const whileActive: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod:
			'={{ $workflow.active && $parameter["events"].includes("short.found") ? "POST" : "" }}',
		responseMode: 'onReceived',
		path: 'while-active',
		ndvHideUrl: true,
		ndvHideMethod: true,
	},
];
