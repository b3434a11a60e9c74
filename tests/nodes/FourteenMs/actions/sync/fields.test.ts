import { captionRules, syncRules } from '../../../../../lib/sync/syncRules';
import {
	captionFields,
	captionsOf,
} from '../../../../../nodes/FourteenMs/actions/sync/captionFields';
import { ruleFields, rulesOf } from '../../../../../nodes/FourteenMs/actions/sync/ruleFields';

describe('the rules that n8n’s fields say', () => {
	it('are the API’s, all of them', () => {
		const rules = rulesOf({
			fromDate: '2026-11-01T00:00:00.000Z',
			includeWords: 'cats, old phone ,',
			excludeWords: ['live', ' teaser '],
			includeHashtags: '#cats\n#dogs',
			excludeHashtags: '#ad',
			minDurationSec: 5,
			maxDurationSec: 60,
			maxPerRun: 2,
			maxPerDay: 3,
			minAgeHours: 1.5,
			order: 'newest',
			backfill: 'last',
			backfillLast: 20,
		});
		expect(syncRules.parse(rules)).toEqual({
			fromDate: '2026-11-01T00:00:00.000Z',
			includeWords: ['cats', 'old phone'],
			excludeWords: ['live', 'teaser'],
			includeHashtags: ['#cats', '#dogs'],
			excludeHashtags: ['#ad'],
			minDurationSec: 5,
			maxDurationSec: 60,
			maxPerRun: 2,
			maxPerDay: 3,
			minAgeHours: 1.5,
			order: 'newest',
			backfill: { last: 20 },
		});
	});

	it('leave to 14ms what is not chosen', () => {
		expect(rulesOf({})).toEqual({});
		expect(rulesOf({ fromDate: '', includeWords: '', backfill: 'all' })).toEqual({
			backfill: 'all',
		});
		expect(rulesOf({ backfill: 'last' })).toEqual({ backfill: { last: 10 } });
	});

	it('have a field for each rule', () => {
		const names = ruleFields.map(({ name }) => name).filter((name) => name !== 'backfillLast');
		expect(names.sort()).toEqual(Object.keys(syncRules.shape).sort());
	});
});

describe('the captions that n8n’s fields say', () => {
	it('are the API’s, all of them', () => {
		const captions = captionsOf({
			template: '{{ first_line }}',
			dropLinks: true,
			dropSubscribeLines: true,
			add: '#fyp, throwback',
			drop: '#shorts',
			maxHashtags: 4,
			rename: { hashtag: [{ from: '#youtube', to: '#tiktok' }] },
		});
		expect(captionRules.parse(captions)).toEqual({
			template: '{{ first_line }}',
			dropLinks: true,
			dropSubscribeLines: true,
			hashtags: {
				add: ['#fyp', 'throwback'],
				drop: ['#shorts'],
				limit: 4,
				rename: [{ from: '#youtube', to: '#tiktok' }],
			},
		});
	});

	it('leave to 14ms what is not chosen', () => {
		expect(captionsOf({})).toEqual({});
		expect(captionsOf({ dropLinks: false })).toEqual({ dropLinks: false });
	});

	it('have a field for each, and the template’s default is 14ms’s', () => {
		const { hashtags, ...others } = captionRules.shape;
		const wanted = [...Object.keys(others), ...Object.keys(hashtags.unwrap().shape)];
		const names = captionFields.map(({ name }) => (name === 'maxHashtags' ? 'limit' : name));
		expect(names.sort()).toEqual(wanted.sort());
		const { default: template } = captionFields.find(({ name }) => name === 'template') ?? {};
		expect(template).toBe(captionRules.parse({}).template);
	});
});
