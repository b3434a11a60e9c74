import { Hono } from 'hono';
import { createGuessLimit } from '../auth/guessLimit';
import { localPath } from '../auth/localPath';
import { sameSecret } from '../auth/sameSecret';
import { endSession, startSession } from '../auth/session';
import type { WebDeps, WebEnv } from '../webDeps';
import { formOf, type FormInput } from './formOf';
import type { ShowPage } from './layout';
import { SignInPage } from './signInPage';

type Deps = Pick<WebDeps, 'settings' | 'store' | 'operatorToken'>;

/** A code in the link is only spent by the button (POST): previews and prefetches must not burn it. */
export function signInRoutes(deps: Deps, show: ShowPage): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();
	const guesses = createGuessLimit();

	routes.get('/sign-in', (c) => {
		const next = localPath(c.req.query('next'));
		const code = c.req.query('code');
		if (c.get('viewer')) return c.redirect(next, 303);
		return show(c, {
			title: 'Sign in',
			children: <SignInPage next={next} trouble={null} {...(code ? { code } : {})} />,
		});
	});

	routes.post('/sign-in', async (c) => {
		const form = await formOf(c);
		const next = localPath(form.next);
		const trouble = await refusal(form, deps, guesses);
		if (trouble !== null) {
			const page = <SignInPage next={next} trouble={trouble} />;
			return show(c, { title: 'Sign in', status: 401, children: page });
		}
		await startSession(c, deps);
		return c.redirect(next, 303);
	});

	routes.post('/sign-out', async (c) => {
		await endSession(c, deps);
		return c.redirect('/sign-in', 303);
	});

	return routes;
}

async function refusal(
	{ code, token }: FormInput,
	deps: Deps,
	guesses: ReturnType<typeof createGuessLimit>,
): Promise<string | null> {
	if (code) {
		const spent = await deps.store.webSecrets.redeem('signInCode', code);
		return spent
			? null
			: 'This link was used before or is too old: run `npx 14ms up` again for a new one, or type the operator token.';
	}
	guesses.check();
	if (token && sameSecret(token.trim(), deps.operatorToken)) return null;
	guesses.noteWrong();
	return 'This is not the operator token: look at OPERATOR_TOKEN, or at the file operator-token in DATA_DIR.';
}
