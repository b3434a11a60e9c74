import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/** 30 days; 14ms keeps a callback for a month at most. */
export const longestWaitHours = 720;

const hourMs = 3_600_000;

/** Until when 14ms may wait before it calls back with the state of then; one for all items, from the first. */
export function waitLimit(this: IExecuteFunctions): Date {
	const hours = Number(this.getNodeParameter('waitHours', 0));
	if (hours > 0 && hours <= longestWaitHours) return new Date(Date.now() + hours * hourMs);
	throw new NodeOperationError(this.getNode(), "'Wait at Most (Hours)' cannot be used", {
		description: `Give a number of hours above 0 and up to ${longestWaitHours}, which is 30 days`,
		itemIndex: 0,
	});
}
