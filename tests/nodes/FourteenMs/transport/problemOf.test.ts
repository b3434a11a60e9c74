import { problemOf } from '../../../../nodes/FourteenMs/transport/problemOf';

const serverUrl = 'http://localhost:3000';
const problem = { detail: 'Choose who may see it.', code: 'privacy_required', status: 400 };

describe('the words for what a request met', () => {
	it.each([
		['in the answer', { response: { status: 400, data: problem } }],
		['as text', { response: { status: 400, data: JSON.stringify(problem) } }],
		['in the context of a NodeApiError', { httpCode: '400', context: { data: problem } }],
		['in its cause', { cause: { response: { status: 400, data: problem } } }],
	])('are 14ms’s own sentence and what to do, found %s', (_where, error) => {
		expect(problemOf(error, serverUrl)).toEqual({
			message: 'Choose who may see it.',
			description: "Choose a 'Privacy Level Name or ID'. Code: privacy_required",
			httpCode: '400',
			code: 'privacy_required',
		});
	});

	it('say that 14ms could not be reached when nothing answered', () => {
		const { message, httpCode } = problemOf({ code: 'ECONNREFUSED' }, serverUrl);
		expect(message).toBe('14ms could not be reached at http://localhost:3000');
		expect(httpCode).toBeNull();
	});

	it.each([
		[401, '14ms no longer accepts this credential'],
		[404, '14ms does not know this'],
		[429, '14ms was asked too often'],
		[502, 'http://localhost:3000 answered with status 502'],
	])('tell what status %i means when there is no sentence', (status, message) => {
		const error = { response: { status, data: '<html></html>' } };
		expect(problemOf(error, serverUrl)).toMatchObject({ message, httpCode: String(status) });
	});
});
