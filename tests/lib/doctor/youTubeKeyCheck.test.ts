import { youTubeKeyCheck } from '../../../lib/doctor/youTubeKeyCheck';

const name = { id: 'settings.youTubeKey', group: 'settings', title: 'YouTube key' } as const;
const failing = (source: 'dataApi' | 'rss', code: string) => [{ source, code, message: 'Why.' }];

test('a key that is not known to be wrong is well', () => {
	expect(youTubeKeyCheck(name, null)).toMatchObject({ result: 'ok' });
	expect(youTubeKeyCheck(name, [])).toMatchObject({ result: 'ok' });
	expect(youTubeKeyCheck(name, failing('rss', 'youtube_try_later'))).toMatchObject({
		result: 'ok',
	});
});

test('one that YouTube refused is for a person to mend, a used-up quota for nobody', () => {
	const refused = youTubeKeyCheck(name, failing('dataApi', 'youtube_key_refused'));
	expect(refused).toMatchObject({ result: 'fail', detail: 'Why.' });
	expect(refused.whatToDo).toContain('YOUTUBE_API_KEY');
	expect(youTubeKeyCheck(name, failing('dataApi', 'youtube_quota'))).toMatchObject({
		...{ result: 'warn', detail: 'Why.', whatToDo: null },
	});
});
