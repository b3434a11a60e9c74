import type { Liquid } from 'liquidjs';
import { captionVariables, type CaptionVariables } from '../../lib/sync/captions/captionVariables';
import { asTemplateProblem, unknownVariable } from './templateProblem';

/** Throws Problem bad_caption_template for what cannot be read, variables that do not exist, and what does not end. */
export function checkTemplate(engine: Liquid, template: string): void {
	try {
		const parsed = engine.parse(template);
		const { globals } = engine.analyzeSync(parsed, { partials: false });
		for (const uses of Object.values(globals)) {
			for (const use of uses) {
				const name = String(use);
				if (!names.has(name)) throw unknownVariable(name, use.location.row);
			}
		}
		engine.renderSync(parsed, example);
	} catch (error) {
		throw asTemplateProblem(error);
	}
}

const names = new Set<string>(captionVariables);

const example: CaptionVariables = {
	title: 'A title #shorts',
	description: 'A line.\n\nAnother one. #tag',
	first_line: 'A line.',
	hashtags: '#shorts #tag',
	channel: 'A channel',
	url: 'https://www.youtube.com/shorts/AAAAAAAAAAA',
	published: '2026-12-24T18:00:00.000Z',
};
