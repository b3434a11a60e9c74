import { Command, InvalidArgumentError } from 'commander';
import { benchSync } from './sync/benchSync';
import { longRun } from './sync/longRun';

function whole(text: string): number {
	const number = Number(text);
	if (Number.isInteger(number) && number > 0) return number;
	throw new InvalidArgumentError('A whole number is wanted.');
}

const program = new Command('npm run bench --');
program
	.command('sync')
	.description('What following channels costs: about 5 minutes; with --channels one long run')
	.option('--channels <n>', 'the long run: so many channels at once', whole)
	.option('--every <seconds>', 'of the long run: how often each is looked at', whole, 900)
	.option(
		'--spread <seconds>',
		'of the long run: measured for so long, default one interval',
		whole,
	)
	.option('--postgres', 'the store is a Postgres server instead of the embedded one', false)
	.option('--profile <file>', 'of the long run: a CPU profile of the worker')
	.action(async (options: Options) => {
		const { channels, every, spread = every, postgres, profile = null } = options;
		if (channels === undefined) return benchSync({ isPostgres: postgres });
		const spans = { channels, everySeconds: every, windowSeconds: spread };
		return longRun({ ...spans, isPostgres: postgres, profile });
	});

interface Options {
	channels?: number;
	every: number;
	spread?: number;
	postgres: boolean;
	profile?: string;
}

program.parseAsync().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
