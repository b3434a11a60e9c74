import type { Context } from 'hono';
import { randomUUID } from 'node:crypto';
import { Problem } from '../lib/errors';
import type { ShowPage } from './pages/layout';
import { MessagePage } from './pages/messagePage';
import { statusOf } from './pages/statusOf';
import { problemOf } from './problemOf';
import { problemResponse } from './problemJson';
import type { WebDeps, WebEnv } from './webDeps';

/** The last word on everything that went wrong: a page for people, problem details for programs, never a stack trace. */
export function createAnswerError({ log }: Pick<WebDeps, 'log'>, show: ShowPage) {
	function answer(c: Context<WebEnv>, problem: Problem, id?: string) {
		if (!wantsPage(c)) return problemResponse(problem, id ? { id } : {});
		return show(c, {
			title: titleOf(problem),
			status: statusOf(problem),
			children: (
				<MessagePage
					title={titleOf(problem)}
					sentence={problem.message}
					link={linkFor(problem, c.req.path)}
					reference={id ?? problem.extra.logId}
				/>
			),
		});
	}

	return {
		onError: (error: unknown, c: Context<WebEnv>) => {
			const problem = problemOf(error);
			if (problem) return answer(c, problem);
			const id = randomUUID();
			log.error({ id, err: error, method: c.req.method, path: c.req.path }, 'request failed');
			const sentence = 'Something went wrong inside 14ms; its log has more under this id.';
			return answer(c, new Problem('internal', sentence), id);
		},

		notFound: (c: Context<WebEnv>) =>
			answer(c, new Problem('not_found', 'There is nothing at this address.')),

		methodNotAllowed: (c: Context<WebEnv>, methods: string[]) => {
			const allowed = methods.join(', ');
			const sentence = `This address takes ${allowed}, not ${c.req.method}.`;
			const response = problemResponse(new Problem('method_not_allowed', sentence));
			response.headers.set('Allow', allowed);
			return response;
		},
	};
}

function wantsPage(c: Context<WebEnv>): boolean {
	if (c.req.path.startsWith('/api/v1')) return false;
	const accept = c.req.header('accept') ?? '';
	if (c.req.path === '/oauth/token' || c.req.path.startsWith('/.well-known/')) return false;
	return accept.includes('text/html') || c.get('viewer')?.by !== 'operator (API)';
}

function titleOf({ code, status }: Problem): string {
	if (code === 'connect_denied') return 'Not connected';
	if (status === 404) return 'Not found';
	if (status === 401) return 'Sign in first';
	return 'That did not work';
}

function linkFor({ code }: Problem, path: string): { href: string; label: string } {
	if (code === 'not_signed_in' || code === 'bad_token')
		return { href: '/sign-in', label: 'Sign in' };
	const isAboutAccounts =
		code.startsWith('connect_') || ['reconnect_needed', 'scope_missing'].includes(code);
	if (isAboutAccounts) return { href: '/accounts', label: 'To the accounts' };
	return path.startsWith('/syncs/')
		? { href: '/syncs', label: 'To the channels' }
		: { href: '/', label: 'To the reposts' };
}
