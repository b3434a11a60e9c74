import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { textOf } from '../transport/textOf';

/** As the API wants it, with its offset. */
export function momentOf(
	this: IExecuteFunctions,
	displayName: string,
	value: unknown,
	itemIndex: number,
): string {
	// A time without an offset is one of the workflow's time zone, which n8n's own expressions know.
	const zoned = this.evaluateExpression(
		`{{ DateTime.fromISO(${JSON.stringify(textOf(value))}, { setZone: true, zone: $now.zoneName }).toUTC().toISO() }}`,
		itemIndex,
	);
	if (typeof zoned === 'string') return zoned;
	throw new NodeOperationError(this.getNode(), `'${displayName}' is not a date and time`, {
		description: 'Give it as ISO 8601, such as 2026-12-24T18:00:00',
		itemIndex,
	});
}
