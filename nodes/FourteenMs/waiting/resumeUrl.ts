import type { IExecuteFunctions } from 'n8n-workflow';
import { textOf } from '../transport/textOf';

/** Where a call makes this execution go on; below n8n's WEBHOOK_URL, with a token of n8n's own. */
export function resumeUrl(this: IExecuteFunctions): string {
	return textOf(this.evaluateExpression('{{ $execution.resumeUrl }}', 0));
}
