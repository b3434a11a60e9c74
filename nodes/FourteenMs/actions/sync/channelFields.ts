import type { INodeProperties } from 'n8n-workflow';

/** Which channel, and whose it is. */
export const channelFields: INodeProperties[] = [
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. @yourchannel',
		description: 'The handle, URL or ID of your YouTube channel',
	},
	{
		displayName: 'This Is My Own Channel',
		name: 'ownContent',
		type: 'boolean',
		default: false,
		description:
			"Whether you say that the channel is yours and its videos are your own. It is needed, unless 14ms's code stands in the channel's description: TikTok refuses apps that copy the videos of others.",
	},
];
