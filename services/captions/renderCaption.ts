import { Problem } from '../../lib/errors';
import { captionVariablesOf, type CaptionSource } from '../../lib/sync/captions/captionVariables';
import { finishCaption } from '../../lib/sync/captions/finishCaption';
import type { CaptionRules } from '../../lib/sync/syncRules';
import { checkTemplate } from './checkTemplate';
import { createCaptionEngine, longestCaptionText } from './captionEngine';
import { asTemplateProblem } from './templateProblem';

const engine = createCaptionEngine();

/** The caption of a Short by these rules: at most `captionLimit` UTF-16 units. Problem bad_caption_template. */
export async function renderCaption(
	rules: CaptionRules,
	video: CaptionSource,
	channel: { title: string },
): Promise<string> {
	const variables = captionVariablesOf(rules, video, channel);
	let rendered: unknown;
	try {
		rendered = await engine.render(engine.parse(rules.template), variables);
	} catch (error) {
		throw asTemplateProblem(error);
	}
	if (typeof rendered !== 'string' || rendered.length > longestCaptionText) {
		throw new Problem('bad_caption_template', 'The caption template makes far too much text.');
	}
	return finishCaption(rendered, rules.hashtags);
}

/** Problem bad_caption_template, with the line and what can stand there. */
export function checkCaptionRules(rules: CaptionRules): void {
	checkTemplate(engine, rules.template);
}
