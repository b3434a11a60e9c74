import { utcDay } from '../utcDay';

const dayMs = 24 * 3_600_000;

/** Whose a channel is is looked at again this long after it was last seen to hold. */
export const ownershipHoldsMs = 30 * dayMs;

/** It is believed to be gone once it was missing for so long: one answer of YouTube's may be wrong. */
export const missingForMs = dayMs;
/** At a first doubt, what was seen for so long is believed. */
export const askFirstMs = 600_000;

/** Where YouTube does not tell, or tells that it is gone, it is asked again after this. */
export const askAgainMs = 3_600_000;

/** What a person says who makes a sync without the code; kept with its date. */
export const ownershipWording = 'This is my channel, and its videos are my own.';

export function isCodeIn(description: string | null, verifyCode: string): boolean {
	return description?.includes(verifyCode) ?? false;
}

/** For the record of ownership of a sync's reposts. */
export function statementOf(
	ownership: { kind: 'code' | 'statement'; wording: string; by: string; at: string },
	channel: { title: string },
): string {
	const day = utcDay(ownership.at);
	return ownership.kind === 'code'
		? `The channel “${channel.title}” is the account holder's own: ${ownership.wording}`
		: `Of the channel “${channel.title}”, ${ownership.by} said on ${day}: “${ownership.wording}”`;
}

/** Names the code and where it goes. */
export function notVerified(channel: { title: string }, verifyCode: string): string {
	return `14ms reposts only your own videos, and does not know that “${channel.title}” is yours: put ${verifyCode} anywhere into the channel's description on YouTube and ask again, or say \`ownContent: true\`.`;
}

export function noLongerVerified(channel: { title: string }, verifyCode: string): string {
	return `The code ${verifyCode} no longer stands in the description of “${channel.title}” on YouTube: put it back and resume the sync, or say \`ownContent: true\`.`;
}

export function noSuchChannel(channel: { title: string }): string {
	return `YouTube has no channel “${channel.title}”: it was deleted or closed. Remove the sync if it is gone for good.`;
}

/** Said before a sync waits for a person. */
export function channelIsMissing(channel: { title: string }): string {
	return `${noSuchChannel(channel)} Meanwhile 14ms asks again every hour, and after a whole day the sync waits for you.`;
}

export function channelIsGone(channel: { title: string }): string {
	return `${noSuchChannel(channel)} If it is there again, resume the sync.`;
}
