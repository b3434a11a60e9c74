import {
	NodeApiError,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestMethods,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
	type JsonObject,
} from 'n8n-workflow';
import { objectOf } from './objectOf';
import { problemOf } from './problemOf';

export type Caller =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

export const credentialName = 'fourteenMsOAuth2Api';

/** Above what 14ms needs for its slowest answer, which asks TikTok first. */
const answerTimeoutMs = 60_000;

/**
 * The only HTTP of this pack: asks 14ms's API (`path` is below /api/v1) with the credential's token, which n8n
 * refreshes after a 401. Throws NodeApiError with 14ms's own sentence.
 */
export async function askFourteenMs(
	this: Caller,
	method: IHttpRequestMethods,
	path: string,
	{ qs, body, headers, itemIndex }: AskOptions = {},
): Promise<IDataObject> {
	const { serverUrl } = await this.getCredentials<{ serverUrl: string }>(credentialName);
	try {
		const answer: unknown = await this.helpers.httpRequestWithAuthentication.call(
			this,
			credentialName,
			{
				method,
				url: `${serverUrl.trim().replace(/\/+$/, '')}/api/v1${path}`,
				json: true,
				timeout: answerTimeoutMs,
				...(qs ? { qs } : {}),
				...(body ? { body } : {}),
				...(headers ? { headers } : {}),
			},
		);
		return objectOf(answer);
	} catch (error) {
		const { message, description, httpCode, code } = problemOf(error, serverUrl);
		// Not the error itself: n8n's request throws a NodeApiError, which a NodeApiError never overrules.
		const cause: JsonObject = { message, ...(code === null ? {} : { code }) };
		throw new NodeApiError(this.getNode(), cause, {
			message,
			description,
			...(httpCode === null ? {} : { httpCode }),
			...(itemIndex === undefined ? {} : { itemIndex }),
		});
	}
}

export interface AskOptions {
	qs?: IDataObject;
	body?: IDataObject;
	headers?: IDataObject;
	itemIndex?: number;
}
