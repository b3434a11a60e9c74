import { parseBody } from '../../../services/tiktok/parseBody';

test('what Postgres refuses does not come in', () => {
	expect(parseBody('{"data":{"fail_reason":"a\\u0000b","id":7123456789012345678}}')).toEqual({
		data: { fail_reason: 'a\ufffdb', id: '7123456789012345678' },
	});
});

test('a page is no JSON, and nothing is null', () => {
	expect(parseBody('<html></html>')).toBeUndefined();
	expect(parseBody(' ')).toBeNull();
});
