import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** What an execution that waits keeps in its own context, which n8n stores with it over restarts. */
export interface Parked {
	callbackId: string;
	secret: string;
	outputs: { json: IDataObject; item: number }[];
}

const key = 'fourteenMs';

export function park(context: IDataObject, parked: Parked): void {
	context[key] = JSON.stringify(parked);
}

/** The expression that reads it back where n8n offers no other way, in the webhook that resumes. */
export function parkedExpression(nodeName: string): string {
	return `{{ $node[${JSON.stringify(nodeName)}].context[${JSON.stringify(key)}] }}`;
}

/** Null when this execution does not wait for 14ms. */
export function parsedParked(stored: unknown): Parked | null {
	if (typeof stored !== 'string' || stored === '') return null;
	// Written by `park` and kept by n8n.
	return JSON.parse(stored) as Parked;
}

export function outputsOf({ outputs }: Parked): INodeExecutionData[] {
	return outputs.map(({ json, item }) => ({ json, pairedItem: { item } }));
}
