import { openBrowser } from './browser';
import { operatorToken, startWebUnderTest, type WebUnderTest } from './startWebUnderTest';
import { connect, type Consent } from './walkConnect';

/** The web service, to which the operator has connected `sandbox_creator`, and then these. */
export async function connectedWeb(...others: Consent[]): Promise<WebUnderTest> {
	const web = await startWebUnderTest();
	const browser = openBrowser(web.origin, { Authorization: `Bearer ${operatorToken}` });
	await connect(browser);
	for (const other of others) await connect(browser, other);
	return web;
}
