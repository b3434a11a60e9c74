import { printable } from '../../lib/printable';

test.each([
	['\u001b]0;owned\u0007\u001b[2J', '\ufffd]0;owned\ufffd\ufffd[2J'],
	['\u009b31m', '\ufffd31m'],
	['two\r\nlines', 'two\ufffd\ufffdlines'],
	['gpj.\u202eexe', 'gpj.\ufffdexe'],
	['“Ünï” 👩\u200d🎤 → @x', '“Ünï” 👩\u200d🎤 → @x'],
])('%j is printed as %j', (given, printed) => {
	expect(printable(given)).toBe(printed);
});
