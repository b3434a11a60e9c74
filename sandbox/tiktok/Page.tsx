import type { Child, FC } from 'hono/jsx';
import { raw } from 'hono/html';

/** The frame of every page of the stand-in, with the banner that says what it is. */
export const Page: FC<{ title: string; children?: Child }> = ({ title, children }) => (
	<html lang="en">
		<head>
			<meta charset="utf-8" />
			<meta name="viewport" content="width=device-width, initial-scale=1" />
			<title>{title} · 14ms sandbox</title>
			<style>{raw(style)}</style>
		</head>
		<body>
			<header>This is the 14ms sandbox, not TikTok</header>
			<main>{children}</main>
		</body>
	</html>
);

const style = `
:root { color-scheme: light dark; --line: light-dark(#d8d8de, #3a3a42); --soft: light-dark(#66666f, #a0a0aa); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#fafafb, #16161a); color: light-dark(#1b1b1f, #ececf0); }
header { background: #ffd84d; color: #1b1b1f; font-weight: 700; text-align: center; padding: .7rem 1rem; position: sticky; top: 0; z-index: 1; }
main { max-width: 62rem; margin: 0 auto; padding: 1rem 1.2rem 4rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .8rem; }
small, .soft { color: var(--soft); font-size: .87rem; }
code { font-size: .87em; overflow-wrap: anywhere; }
fieldset { border: 1px solid var(--line); border-radius: 10px; margin: 0 0 1rem; padding: .4rem 1rem .8rem; }
label { display: flex; gap: .6rem; align-items: baseline; padding: .25rem 0; }
button { font: inherit; padding: .5rem 1.2rem; border-radius: 8px; border: 1px solid #1b1b1f; background: #1b1b1f; color: #fff; cursor: pointer; }
button.quiet { background: none; color: inherit; border-color: var(--line); }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
.card { border: 1px solid var(--line); border-radius: 12px; overflow: hidden; background: light-dark(#fff, #1e1e23); }
.card video { display: block; width: 100%; aspect-ratio: 9 / 16; max-height: 24rem; background: #000; }
.card .text { padding: .7rem .9rem 1rem; }
.card p { margin: .25rem 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.card form { display: inline-block; margin: .6rem .4rem 0 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } td, th { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
td:last-child { white-space: normal; overflow-wrap: anywhere; width: 100%; }
.bad { border-left: 4px solid #d6336c; padding: .2rem .9rem; margin-top: 2.5rem; }
.bad h2 { margin-top: .4rem; } section { overflow-x: auto; }
`;
