import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { finalStates } from '../actions/repost/finalStates';
import { failedItem } from '../failedItem';
import { askFourteenMs } from '../transport/askFourteenMs';
import { textOf } from '../transport/textOf';
import { park } from './parked';
import { resumeUrl } from './resumeUrl';
import { waitLimit } from './waitLimit';

/** n8n's own time-out comes after 14ms's, with room for repeated calls, since it brings the input instead of the outcome. */
const marginMs = 3_600_000;

/**
 * After all items are started: releases the execution until 14ms calls back, once for all of them.
 * Goes on at once when there is nothing to wait for.
 */
export async function startAndWait(
	this: IExecuteFunctions,
	outputs: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const reposts = [
		...new Set(outputs.flatMap(({ json }) => (isOpen(json) ? [textOf(json.id)] : []))),
	];
	if (reposts.length === 0) return outputs;
	const until = waitLimit.call(this);
	const body = { url: resumeUrl.call(this), reposts, until: until.toISOString() };
	try {
		const { id, secret } = await askFourteenMs.call(this, 'POST', '/callbacks', { body });
		park(this.getContext('node'), {
			callbackId: textOf(id),
			secret: textOf(secret),
			outputs: outputs.map(({ json, pairedItem }) => ({ json, item: itemOf(pairedItem) })),
		});
	} catch (error) {
		const started = new NodeOperationError(this.getNode(), wordsOf(error), {
			description: `Nobody will call back, but what was started goes on: ${reposts.join(', ')}. 'Get' shows how far it is`,
			itemIndex: 0,
		});
		if (!this.continueOnFail()) throw started;
		return outputs.map((output) =>
			isOpen(output.json) ? failedItem(started, itemOf(output.pairedItem)) : output,
		);
	}
	await this.putExecutionToWait(new Date(until.getTime() + marginMs));
	return outputs;
}

function wordsOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

function isOpen(json: INodeExecutionData['json']): boolean {
	if (typeof json.id !== 'string' || typeof json.state !== 'string') return false;
	return !(finalStates as readonly string[]).includes(json.state);
}

function itemOf(pairedItem: INodeExecutionData['pairedItem']): number {
	return typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : 0;
}
