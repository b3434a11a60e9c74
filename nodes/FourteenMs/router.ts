import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { operations as account } from './actions/account';
import type { Operation } from './actions/operation';
import { operations as repost } from './actions/repost';
import { operations as sync } from './actions/sync';
import { failedItem, withItem } from './failedItem';
import { checkWaiting } from './waiting/checkWaiting';
import { startAndWait } from './waiting/startAndWait';

const resources: Record<string, Record<string, Operation>> = { account, repost, sync };

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
	const waits = operation === 'startAndWait';
	// Before anything is started, and once: its failure is the failure of each item.
	const mayStart = waits ? checkWaiting.call(this) : Promise.resolve();
	const outputs: INodeExecutionData[] = [];
	for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
		try {
			await mayStart;
			for (const output of await found.execute.call(this, itemIndex)) {
				outputs.push({ ...output, pairedItem: { item: itemIndex } });
			}
		} catch (error) {
			if (!this.continueOnFail()) throw withItem.call(this, error, itemIndex);
			outputs.push(failedItem(error, itemIndex));
		}
	}
	return [waits ? await startAndWait.call(this, outputs) : outputs];
}
