import type { Context } from 'hono';

import { answerOfFault, bodyText, type Answer } from '../answer';
import { cutConnection, pause, type NodeEnv } from '../connection';
import { takeFaults, type EndpointWord, type Fault } from '../faults';
import type { World } from '../world';

/** Who called, for the call log. */
export interface Who {
	clientKey: string;
	user: string | null;
}

/** Answers one call by `act`, or as a fault says; either way it is in the call log. */
export async function answerCall(
	c: Context<NodeEnv>,
	world: World,
	word: EndpointWord,
	who: Who | null,
	act: (fates: Fault[]) => Answer,
): Promise<Response> {
	const moment = { endpoint: word, user: who?.user ?? null };
	await world.reached({ ...moment, phase: 'asked' });
	const strike = takeFaults(world.state.faults, moment);
	world.save();
	const log = (httpStatus: number | null, code: string, publishId?: string) =>
		world.calls.add({
			endpoint: word,
			user: who?.user ?? null,
			clientKey: who?.clientKey ?? null,
			at: new Date(world.now()).toISOString(),
			httpStatus,
			code,
			...(publishId === undefined ? {} : { publishId }),
		});
	if (strike.delayMs) await pause(strike.delayMs, world.closing);
	if (strike.answer?.kind === 'cut') {
		log(null, 'cut');
		return cutConnection(c);
	}
	const answer =
		strike.answer?.kind === 'status' ? answerOfFault(strike.answer) : act(strike.fates);
	await world.reached({ ...moment, phase: 'done' });
	if (strike.answer?.kind === 'lostAnswer') {
		log(null, `lostAnswer: ${answer.code}`, answer.publishId);
		return cutConnection(c);
	}
	log(answer.httpStatus, answer.code, answer.publishId);
	return new Response(bodyText(answer.body), {
		status: answer.httpStatus,
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'cache-control': 'no-store',
			...(answer.retryAfterSec === undefined
				? {}
				: { 'retry-after': String(answer.retryAfterSec) }),
		},
	});
}
