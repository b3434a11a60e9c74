import { createTurns } from '../../../services/youtube/createTurns';

const goOn = new AbortController().signal;

test('what somebody waits for goes before all that may wait, in order; what is aborted gives up its place', async () => {
	const inTurn = createTurns(1);
	const done: string[] = [];
	let end = (): void => undefined;
	const running = inTurn(goOn, () => new Promise<void>((resolve) => (end = resolve)));
	const queue = (name: string, isFirst = false, signal = goOn) =>
		inTurn(signal, () => Promise.resolve(void done.push(name)), { isFirst });
	const leaving = new AbortController();
	const left = queue('left', true, leaving.signal);
	const all = [
		queue('look 1'),
		queue('look 2'),
		queue('question 1', true),
		queue('question 2', true),
		queue('look 3'),
	];
	leaving.abort(new Error('gone'));
	await expect(left).rejects.toThrow('gone');
	end();
	await Promise.all([running, ...all]);
	expect(done).toEqual(['question 1', 'question 2', 'look 1', 'look 2', 'look 3']);
});

test('no more run at a time than there are places', async () => {
	const inTurn = createTurns(2);
	let running = 0;
	let most = 0;
	const work = async () => {
		most = Math.max(most, (running += 1));
		await new Promise((resolve) => setImmediate(resolve));
		running -= 1;
	};
	await Promise.all(
		Array.from({ length: 7 }, (_, n) => inTurn(goOn, work, { isFirst: n % 2 === 0 })),
	);
	expect(most).toBe(2);
});
