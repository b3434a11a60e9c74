import { isWanted } from '../../../../nodes/FourteenMs/trigger/isWanted';

const found = (channelId: string) => ({ type: 'short.found', short: { channelId } });

describe('an event of the feed', () => {
	it('is this trigger’s when its Short is of this channel', () => {
		expect(isWanted(found('UCmine'), 'UCmine')).toBe(true);
		expect(isWanted(found('UCother'), 'UCmine')).toBe(false);
		expect(isWanted({ type: 'short.found', short: null }, 'UCmine')).toBe(false);
	});

	it('is so when it is about a repost, whatever the channel', () => {
		const event = { type: 'repost.published', short: null };
		expect(isWanted(event, 'UCmine')).toBe(true);
		expect(isWanted(event, null)).toBe(true);
	});
});
