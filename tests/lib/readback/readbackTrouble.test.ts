import {
	gapsAfterTrouble,
	readbackNote,
	readbackTroubles,
} from '../../../lib/readback/readbackTrouble';

const now = new Date();
const row = { error: null, readAt: now, nextAt: now };

test('nothing is said of numbers that are as they should be', () => {
	expect(readbackNote(row)).toBeNull();
	expect(readbackNote({ ...row, error: 'a word of a later version' })).toBeNull();
});

test('each trouble has its sentence, and none has the same', () => {
	const said = readbackTroubles.map((error) => readbackNote({ ...row, error }));
	expect(new Set(said).size).toBe(readbackTroubles.length);
	for (const sentence of said) expect(sentence).toMatch(/^[A-Z].{30,}\.$/);
	expect(readbackNote({ ...row, error: 'no_scope' })).toContain('video.list');
});

test('what is not read yet, or no more, says so', () => {
	expect(readbackNote({ ...row, readAt: null })).toContain('Not read yet');
	expect(readbackNote({ ...row, nextAt: null })).toContain('90 days');
});

test('only what passes by itself is tried again within the hour', () => {
	expect(readbackTroubles.filter((trouble) => gapsAfterTrouble(trouble) === 1)).toEqual([
		'unanswered',
	]);
});
