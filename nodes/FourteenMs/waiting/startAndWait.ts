import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { finalStates } from '../actions/repost/finalStates';
import { askFourteenMs } from '../transport/askFourteenMs';
import { textOf } from '../transport/textOf';
import { park } from './parked';

const hourMs = 3_600_000;
/** n8n's own time-out comes after 14ms's, with room for repeated calls, since it brings the input instead of the outcome. */
const marginMs = hourMs;

/**
 * After all items are started: releases the execution until 14ms calls back, once for all of them.
 * Goes on at once when there is nothing to wait for.
 */
export async function startAndWait(
	this: IExecuteFunctions,
	outputs: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const reposts = [...new Set(outputs.flatMap(({ json }) => (isOpen(json) ? [json.id] : [])))];
	if (reposts.length === 0) return outputs;
	const untilMs = Date.now() + Number(this.getNodeParameter('waitHours', 0)) * hourMs;
	const body = { url: resumeUrl.call(this), reposts, until: new Date(untilMs).toISOString() };
	const { id, secret } = await askFourteenMs.call(this, 'POST', '/callbacks', { body });
	park(this.getContext('node'), {
		callbackId: textOf(id),
		secret: textOf(secret),
		outputs: outputs.map(({ json, pairedItem }) => ({ json, item: itemOf(pairedItem) })),
	});
	await this.putExecutionToWait(new Date(untilMs + marginMs));
	return outputs;
}

/** Said before anything is started, where it can be known. */
export function refuseWaiting(this: IExecuteFunctions): void {
	if (!this.isToolExecution()) return;
	throw new NodeOperationError(this.getNode(), 'Start and Wait cannot be used as a tool', {
		description: "Choose the operation 'Start', and 'Get' to look how far it is",
	});
}

function resumeUrl(this: IExecuteFunctions): string {
	return textOf(this.evaluateExpression('{{ $execution.resumeUrl }}', 0));
}

function isOpen(json: INodeExecutionData['json']): boolean {
	if (typeof json.id !== 'string' || typeof json.state !== 'string') return false;
	return !(finalStates as readonly string[]).includes(json.state);
}

function itemOf(pairedItem: INodeExecutionData['pairedItem']): number {
	return typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : 0;
}
