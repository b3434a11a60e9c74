import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { askFourteenMs } from '../transport/askFourteenMs';
import { resumeUrl } from './resumeUrl';
import { waitLimit } from './waitLimit';

/** Before anything is started: could this execution wait, and could 14ms call it back? */
export async function checkWaiting(this: IExecuteFunctions): Promise<void> {
	if (this.isToolExecution()) {
		throw new NodeOperationError(this.getNode(), 'Start and Wait cannot be used as a tool', {
			description: "Choose the operation 'Start', and 'Get' to look how far it is",
		});
	}
	const until = waitLimit.call(this).toISOString();
	const body = { url: resumeUrl.call(this), reposts: [], until };
	await askFourteenMs.call(this, 'POST', '/callbacks', { body });
}
