import { randomUUID } from 'node:crypto';

interface FlowOptions {
	/** The webhook's path and the workflow's name. */
	name: string;
	parameters: Record<string, unknown>;
	credential: { id: string; name: string };
	/** n8n's 'On Error'. */
	onError: OnError;
}

export type OnError = 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';

/** Webhook → one item for each of `body.items` → 14ms. */
export function flow({ name, parameters, credential, onError }: FlowOptions): object {
	const webhook = {
		id: randomUUID(),
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: randomUUID(),
		parameters: { httpMethod: 'POST', path: name, responseMode: 'onReceived', options: {} },
	};
	const split = {
		id: randomUUID(),
		name: 'Split Out',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		position: [220, 0],
		parameters: { fieldToSplitOut: 'body.items', options: {} },
	};
	const fourteenMs = {
		id: randomUUID(),
		name: '14ms',
		type: 'n8n-nodes-14ms.fourteenMs',
		typeVersion: 1,
		position: [440, 0],
		parameters,
		credentials: { fourteenMsOAuth2Api: credential },
		onError,
	};
	return {
		name,
		nodes: [webhook, split, fourteenMs],
		connections: {
			Webhook: { main: [[{ node: 'Split Out', type: 'main', index: 0 }]] },
			'Split Out': { main: [[{ node: '14ms', type: 'main', index: 0 }]] },
		},
	};
}

/** 14ms Trigger, which looks every minute (n8n allows no less), → a node that only shows what came. */
export function triggered(options: {
	name: string;
	events: string[];
	credential: { id: string; name: string };
	/** Further parameters of the trigger. */
	more?: Record<string, unknown>;
}): object {
	const trigger = {
		id: randomUUID(),
		name: '14ms Trigger',
		type: 'n8n-nodes-14ms.fourteenMsTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: encodeURIComponent(options.name),
		parameters: {
			events: options.events,
			...options.more,
			pollTimes: { item: [{ mode: 'everyMinute' }] },
		},
		credentials: { fourteenMsOAuth2Api: options.credential },
	};
	const seen = {
		id: randomUUID(),
		name: 'Seen',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [220, 0],
		parameters: {},
	};
	return {
		name: options.name,
		nodes: [trigger, seen],
		connections: { '14ms Trigger': { main: [[{ node: 'Seen', type: 'main', index: 0 }]] } },
	};
}

/** An MCP server whose one tool is 14ms's node. */
export function toolServer(options: {
	name: string;
	parameters: Record<string, unknown>;
	credential: { id: string; name: string };
}): object {
	const server = {
		id: randomUUID(),
		name: 'Tools',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2,
		position: [0, 0],
		webhookId: randomUUID(),
		parameters: { authentication: 'none', path: options.name },
	};
	const tool = {
		id: randomUUID(),
		name: 'Repost a Short',
		type: 'n8n-nodes-14ms.fourteenMsTool',
		typeVersion: 1,
		position: [0, 220],
		parameters: {
			...options.parameters,
			descriptionType: 'manual',
			toolDescription: 'Reposts a YouTube Short to TikTok',
		},
		credentials: { fourteenMsOAuth2Api: options.credential },
	};
	return {
		name: options.name,
		nodes: [server, tool],
		connections: {
			'Repost a Short': { ai_tool: [[{ node: 'Tools', type: 'ai_tool', index: 0 }]] },
		},
	};
}
