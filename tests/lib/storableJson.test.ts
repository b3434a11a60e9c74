import { storableJson } from '../../lib/storableJson';

test('every string of a document is one that can be kept, and the rest is left', () => {
	const text = '{"a":["x\\u0000"],"b":{"c":"\\ud800"},"d":1,"e":null}';
	expect(storableJson(text)).toEqual({
		...{ a: ['x\ufffd'], b: { c: '\ufffd' }, d: 1, e: null },
	});
});

test.each(['', '{"half":', '<html>'])('%j is nothing', (text) => {
	expect(storableJson(text)).toBeUndefined();
});
