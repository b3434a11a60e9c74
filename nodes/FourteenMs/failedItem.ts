import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

/** What 'continue on fail' gives. n8n sends it to the error output only while it has no other keys than these. */
export function failedItem(error: unknown, itemIndex: number): INodeExecutionData {
	const message = error instanceof Error ? error.message : String(error);
	const details = isOurs(error) ? error.description : null;
	return {
		json: { error: message, ...(details ? { details } : {}) },
		pairedItem: { item: itemIndex },
	};
}

/** The error that n8n shows, pointing to its item. */
export function withItem(this: IExecuteFunctions, error: unknown, itemIndex: number) {
	if (isOurs(error)) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	const cause = error instanceof Error ? error : String(error);
	return new NodeOperationError(this.getNode(), cause, { itemIndex });
}

function isOurs(error: unknown): error is NodeApiError | NodeOperationError {
	return error instanceof NodeApiError || error instanceof NodeOperationError;
}
