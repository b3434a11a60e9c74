import { Trouble } from './parts';

export const SignInPage = (props: { code?: string; next: string; trouble: string | null }) => (
	<>
		<h1>Sign in</h1>
		<Trouble message={props.trouble} />
		{props.code && (
			<form method="post" action="/sign-in">
				<input type="hidden" name="code" value={props.code} />
				<input type="hidden" name="next" value={props.next} />
				<p>This link signs this browser in, once.</p>
				<button>Sign in</button>
			</form>
		)}
		<form method="post" action="/sign-in">
			<input type="hidden" name="next" value={props.next} />
			<label>
				{props.code ? 'Or with the operator token' : 'Operator token'}
				<input type="password" name="token" required autocomplete="current-password" />
			</label>
			<p>
				<small>
					It is OPERATOR_TOKEN, or the content of the file operator-token in DATA_DIR.{' '}
					<code>npx 14ms up</code> also prints a link that signs you in.
				</small>
			</p>
			<button class={props.code ? 'quiet' : ''}>Sign in with the token</button>
		</form>
	</>
);
