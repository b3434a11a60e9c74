import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { operations as account } from './actions/account';
import type { Operation } from './actions/operation';
import { operations as repost } from './actions/repost';
import { refuseWaiting, startAndWait } from './waiting/startAndWait';

const resources: Record<string, Record<string, Operation>> = { account, repost };

/** The one item loop and the one place that decides about 'continue on fail'. */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resource = this.getNodeParameter('resource', 0);
	const operation = this.getNodeParameter('operation', 0);
	const found = resources[resource]?.[operation];
	if (!found) {
		throw new NodeOperationError(this.getNode(), `There is no operation ${operation} here`, {
			description: 'Choose one from the list',
		});
	}
	if (operation === 'startAndWait') refuseWaiting.call(this);
	const outputs: INodeExecutionData[] = [];
	for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
		try {
			for (const output of await found.execute.call(this, itemIndex)) {
				outputs.push({ ...output, pairedItem: { item: itemIndex } });
			}
		} catch (error) {
			if (!this.continueOnFail()) throw withItem.call(this, error, itemIndex);
			outputs.push(failedItem(error, itemIndex));
		}
	}
	return [operation === 'startAndWait' ? await startAndWait.call(this, outputs) : outputs];
}

function withItem(this: IExecuteFunctions, error: unknown, itemIndex: number) {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	const cause = error instanceof Error ? error : String(error);
	return new NodeOperationError(this.getNode(), cause, { itemIndex });
}

function failedItem(error: unknown, itemIndex: number): INodeExecutionData {
	const message = error instanceof Error ? error.message : String(error);
	const description =
		error instanceof NodeApiError || error instanceof NodeOperationError
			? error.description
			: null;
	return {
		json: { error: message, ...(description ? { description } : {}) },
		pairedItem: { item: itemIndex },
	};
}
