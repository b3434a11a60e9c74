/** One thing to say, and where to go from there. */
export const MessagePage = (props: {
	title: string;
	sentence: string;
	link: { href: string; label: string };
	/** For the person to quote when they ask for help. */
	reference?: string | undefined;
}) => (
	<>
		<h1>{props.title}</h1>
		<p>{props.sentence}</p>
		{props.reference && (
			<p>
				<small class="mono">{props.reference}</small>
			</p>
		)}
		<p>
			<a class="button" href={props.link.href}>
				{props.link.label}
			</a>
		</p>
	</>
);
