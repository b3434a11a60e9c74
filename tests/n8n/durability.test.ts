import { z } from 'zod';
import { isOver, openBench, until, type Bench } from './support/openBench';
import { onward, otherShort, short, startAndWait } from './support/parameters';
import type { Passed } from './support/openPassage';
import { triggered } from './support/workflows';

jest.setTimeout(300_000);

const tokenSeconds = 8;
const anyText: unknown = expect.any(String);
const events = ['repost.published', 'repost.delivered', 'repost.awaitingReview'];
const eventList = z.object({
	items: z.array(z.object({ id: z.string() })),
	nextCursor: z.string(),
});
const callbackRequest = z.object({ url: z.string(), reposts: z.array(z.string()) });

describe('n8n and 14ms through restarts, expiry and closed ways', () => {
	let bench: Bench;
	let trigger: string;
	let firstCursor: string;

	beforeAll(async () => {
		bench = await openBench({
			env: { OAUTH_TOKEN_SECONDS: String(tokenSeconds) },
			nameInNetwork: 'host.docker.internal:3000',
		});
	});
	afterAll(() => bench.close());

	const to14ms = (path: string): Passed[] =>
		bench.passages.toFourteenMs.calls.filter((call) => call.path === path);
	/** 14ms's calls to the resume URL of waiting executions. */
	const resumes = (): Passed[] =>
		bench.passages.toN8n.calls.filter(({ path }) => path.startsWith('/webhook-waiting/'));
	const waiting = ({ status }: { status: string }): boolean => status === 'waiting';
	const again = { ...startAndWait, ifReposted: 'again' };
	const eventsSince = async (cursor?: string) => {
		const query = `types=${events.join(',')}${cursor ? `&cursor=${cursor}` : ''}`;
		return eventList.parse(await bench.operator('GET', `/events?${query}`));
	};
	const triggeredIds = async (): Promise<string[]> => {
		const ids = await bench.rest.executionIds(trigger);
		const all = await Promise.all(ids.map((id) => bench.rest.execution(id)));
		return all.flatMap((execution) =>
			execution.itemsOf('Seen').map(({ json }) => String(json.id)),
		);
	};

	it('are connected with client ID and secret, where n8n knows 14ms by another name than the browser', async () => {
		const redirectUri = `${bench.passages.toN8n.origin}/rest/oauth2-credential/callback`;
		const client = z
			.object({ id: z.string(), secret: z.string() })
			.parse(await bench.operator('POST', '/oauth-clients', { redirectUri }));
		const byHand = {
			clientId: client.id,
			clientSecret: client.secret,
			browserUrl: bench.fourteenMs.origin,
		};
		const serverUrl = bench.passages.toFourteenMs.origin;
		await bench.connect({ serverUrl, byHand }, async (popup) => {
			await popup.getByRole('button', { name: 'Allow', exact: true }).click();
		});
		expect(to14ms('/oauth/token').map(({ status }) => status)).toEqual([200]);
		expect(to14ms('/oauth/authorize')).toEqual([]);
		firstCursor = (await eventsSince()).nextCursor;
		const { credential } = bench;
		trigger = await bench.rest.addWorkflow(triggered({ name: 'trigger', events, credential }));
	});

	it('refresh the token with n8n’s own code when five executions meet its end at once', async () => {
		const get = { resource: 'account', operation: 'get', includeCreatorInfo: true };
		await bench.run(get, [{}]);
		const flows = await Promise.all([1, 2, 3, 4, 5].map(() => bench.add(get)));
		// The trigger may refresh it meanwhile, which begins the wait anew.
		let renewals = to14ms('/oauth/token').length;
		let sinceMs = Date.now();
		await until('the token to end', () => {
			const { length } = to14ms('/oauth/token');
			if (length !== renewals) [renewals, sinceMs] = [length, Date.now()];
			return Promise.resolve(Date.now() - sinceMs > tokenSeconds * 1_000);
		});
		await bench.sandbox.control('expire-tokens', { username: 'sandbox_creator' });
		const from = bench.passages.toFourteenMs.calls.length;
		const before = (await bench.sandbox.state()).calls.length;
		await Promise.all(
			flows.map(({ name }) => bench.rest.callWebhook(name, { items: [{}, {}] })),
		);
		for (const { id } of flows) {
			const items = (await bench.rest.until(id, isOver)).itemsOf('14ms');
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
			expect(items[1]?.json).toHaveProperty('creatorInfo.privacyLevelOptions');
		}
		const seen = bench.passages.toFourteenMs.calls.slice(from);
		expect(seen.filter(({ status }) => status === 401).length).toBeGreaterThan(0);
		const refreshes = seen.filter(({ path }) => path === '/oauth/token');
		expect(refreshes.length).toBeGreaterThan(0);
		expect(refreshes.map(({ status }) => status)).toEqual(refreshes.map(() => 200));
		// TikTok's token had ended as well: one refresh, with a refresh token that was alive.
		const calls = (await bench.sandbox.state()).calls.slice(before);
		const tokens = calls.filter(({ endpoint }) => endpoint === 'oauth/token');
		expect(tokens.map(({ httpStatus, code }) => [httpStatus, code])).toEqual([[200, 'ok']]);
	});

	it('say that 14ms cannot reach n8n, before anything is started', async () => {
		const { toN8n } = bench.passages;
		await toN8n.close();
		const { id, name } = await bench.add(again, onward);
		const items = [{ video: short }, { video: otherShort }];
		await bench.rest.callWebhook(name, { items });
		const failed = (await bench.rest.until(id, isOver)).itemsOf('14ms');
		await toN8n.open();
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		for (const { json } of failed) {
			expect(json.error).toContain(`14ms cannot reach ${toN8n.origin}`);
			expect(json.details).toContain('Set WEBHOOK_URL of n8n');
		}
		expect(to14ms('/api/v1/reposts')).toEqual([]);
	});

	it('go on after the last of two items, though n8n was called before it waited', async () => {
		const from = resumes().length;
		const early = until('14ms to call before n8n waits', () =>
			Promise.resolve(
				resumes()
					.slice(from)
					.some(({ status }) => status === 409),
			),
		);
		bench.passages.toFourteenMs.holdAnswers(
			({ path, body }) => path === '/api/v1/callbacks' && !body.includes('"reposts":[]'),
			early,
		);
		const items = [
			{ video: short, caption: 'first' },
			{ video: otherShort, caption: 'second' },
		];
		const before = (await bench.sandbox.state()).posts.length;
		const execution = await bench.run(again, items);
		expect(execution.status).toBe('success');
		const given = execution.itemsOf('14ms');
		expect(given).toEqual([
			expect.objectContaining({ pairedItem: { item: 0 } }),
			expect.objectContaining({ pairedItem: { item: 1 } }),
		]);
		expect(given.map(({ json }) => [json.state, json.video, json.caption])).toEqual([
			['delivered', short, 'first'],
			['delivered', otherShort, 'second'],
		]);
		const calls = resumes().slice(from);
		expect(calls.filter(({ status }) => status === 200)).toHaveLength(1);
		expect(calls[0]).toMatchObject({ status: 409 });
		const { posts } = await bench.sandbox.state();
		expect(posts).toHaveLength(before + 2);
	});

	it('go on with the state of then when the time is up, long before n8n’s own limit', async () => {
		const items = [
			{ video: 'not a video' },
			{ video: short, caption: 'never approved', posting: 'review' },
		];
		const { id, name } = await bench.add({ ...again, waitHours: 0.004 }, onward);
		await bench.rest.callWebhook(name, { items });
		const execution = await bench.rest.until(id, isOver);
		const [wrong, item] = execution.itemsOf('14ms');
		expect(execution.status).toBe('success');
		expect(wrong).toMatchObject({ json: { error: anyText }, pairedItem: { item: 0 } });
		expect(item?.json).toMatchObject({ state: 'awaitingReview', caption: 'never approved' });
		expect(item?.json.nextStep).toEqual(expect.any(String));
		await bench.operator('POST', `/reposts/${String(item?.json.id)}/cancel`);
	});

	it('lose nothing when n8n is killed in the middle of Start and Wait', async () => {
		const from = resumes().length;
		const asked = to14ms('/api/v1/callbacks').length;
		const { id, name } = await bench.add(again);
		const items = [
			{ video: otherShort, caption: 'to the inbox' },
			{ video: short, caption: 'to be approved', posting: 'review' },
		];
		await bench.rest.callWebhook(name, { items });
		const parked = await bench.rest.until(id, waiting);
		const wish = to14ms('/api/v1/callbacks').slice(asked).at(-1);
		const { url, reposts } = callbackRequest.parse(JSON.parse(wish?.body ?? ''));
		const [inbox = '', review = ''] = reposts;
		await bench.until(inbox, 'delivered');
		await bench.until(review, 'awaitingReview');

		// The URL alone resumes nothing.
		const forged = await fetch(url, { method: 'POST', body: '{"reposts":[]}' });
		expect(forged.status).toBe(401);
		expect((await bench.rest.execution(parked.id)).status).toBe('waiting');
		expect(resumes().slice(from)).toHaveLength(1);

		await bench.n8n.stop(true);
		const { sha256 } = z
			.object({ sha256: z.string() })
			.parse(await bench.operator('GET', `/reposts/${review}`));
		// The five executions above may have asked for the creator as often as TikTok allows in a minute.
		await until('the approval to be taken', async () => {
			const answer = await bench.operator('POST', `/reposts/${review}/approve`, { sha256 });
			return z.object({ id: z.literal(review) }).safeParse(answer).success;
		});
		await bench.until(review, 'published');
		await until('14ms to have called in vain', () =>
			Promise.resolve(resumes().length > from + 1),
		);
		await bench.n8n.start();
		await bench.rest.signIn();
		const execution = await bench.rest.until(id, isOver);
		expect(execution.id).toBe(parked.id);
		expect(
			execution.itemsOf('14ms').map(({ json, pairedItem }) => [json.state, pairedItem]),
		).toEqual([
			['delivered', { item: 0 }],
			['published', { item: 1 }],
		]);
		expect(
			resumes()
				.slice(from)
				.filter(({ status }) => status === 200),
		).toHaveLength(1);
	});

	it('lose no event and give none twice, with 14ms killed in the middle of an upload too', async () => {
		const before = (await bench.sandbox.state()).posts.length;
		await bench.sandbox.fault({ endpoint: 'upload', kind: 'slow', bytesPerSecond: 200_000 });
		const id = await bench.repost({ video: short, caption: 'through a crash', again: true });
		await bench.until(id, 'uploading');
		await bench.fourteenMs.kill();
		const get = { resource: 'repost', operation: 'get', repostId: '={{ $json.id }}' };
		const [away] = (await bench.run({ ...get, simplify: true }, [{ id }], onward)).itemsOf(
			'14ms',
		);
		expect(away?.json.error).toBe(
			`14ms could not be reached at ${bench.passages.toFourteenMs.origin}`,
		);
		await bench.sandbox.clearFaults();
		await bench.fourteenMs.start();
		await bench.until(id, 'delivered');
		const expected = (await eventsSince(firstCursor)).items.map((event) => event.id);
		expect(expected.length).toBeGreaterThanOrEqual(4);
		await until('the trigger to have seen everything', async () =>
			Promise.resolve((await triggeredIds()).length >= expected.length),
		);
		expect((await triggeredIds()).sort()).toEqual(expected.sort());
		expect((await bench.sandbox.state()).posts).toHaveLength(before + 1);
	});
});
