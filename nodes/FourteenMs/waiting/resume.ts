import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { simplified } from '../actions/repost/simplify';
import { isSignedBy14ms } from './isSignedBy14ms';
import { outputsOf, parkedExpression, parsedParked } from './parked';

/** 14ms calls back: the waiting execution goes on with one item for each that was started, as it is now. */
export function resume(this: IWebhookFunctions): IWebhookResponseData {
	const { name } = this.getNode();
	const parked = parsedParked(this.evaluateExpression(parkedExpression(name), 0));
	const { rawBody } = this.getRequestObject();
	const header = this.getHeaderData()['14ms-signature'];
	if (!parked || !isSignedBy14ms({ secret: parked.secret, header, rawBody, nowMs: Date.now() })) {
		this.getResponseObject()
			.status(401)
			.json({ error: 'This is not the call that is awaited.' });
		return { noWebhookResponse: true };
	}
	const views = new Map(repostsOf(this.getBodyData()).map((view) => [view.id, view]));
	const simplify = this.getNodeParameter('simplify', true) === true;
	const outputs = outputsOf(parked).map((output) => {
		const view = views.get(output.json.id);
		const now = view && simplify ? simplified(view) : view;
		return now ? { ...output, json: { ...output.json, ...now } } : output;
	});
	return { workflowData: [outputs] };
}

function repostsOf({ reposts }: IDataObject): IDataObject[] {
	return Array.isArray(reposts) ? (reposts as IDataObject[]) : [];
}
