import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

const byHand = { show: { useDynamicClientRegistration: [false] } };

/**
 * One credential is one TikTok account, reached through 14ms, which alone holds and refreshes TikTok's tokens.
 * n8n registers itself at 14ms (RFC 7591) and finds its addresses by discovery (RFC 8414), so that a person types
 * the server's URL only; a client ID and secret made with `npx 14ms n8n` are the other way.
 */
export class FourteenMsOAuth2Api implements ICredentialType {
	name = 'fourteenMsOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = '14ms (TikTok Account) OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/FourteenMs/icons/14ms.svg',
		dark: 'file:../nodes/FourteenMs/icons/14ms.dark.svg',
	};

	documentationUrl = 'https://github.com/14ms/14ms/blob/main/docs/n8n.md#connect';

	properties: INodeProperties[] = [
		{
			displayName: 'Server URL',
			name: 'serverUrl',
			type: 'string',
			required: true,
			default: 'http://localhost:3000',
			placeholder: 'e.g. https://14ms.example.com',
			description:
				'Where n8n reaches 14ms. If n8n runs in a container, this is often http://host.docker.internal:3000.',
		},
		{
			displayName: 'Register by Itself',
			name: 'useDynamicClientRegistration',
			type: 'boolean',
			default: true,
			description:
				'Whether n8n registers itself at 14ms, where you approve it once. Turn it off to paste a client ID and secret made with "npx 14ms n8n".',
		},
		{
			displayName: 'Browser URL',
			name: 'browserUrl',
			type: 'string',
			displayOptions: byHand,
			default: '',
			placeholder: 'e.g. http://localhost:3000',
			description: 'Where your browser reaches 14ms, if that differs from the server URL',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default:
				'={{ ($self["browserUrl"] || $self["serverUrl"]).replace(/\\/+$/, "") }}/oauth/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{ $self["serverUrl"].replace(/\\/+$/, "") }}/oauth/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: 'reposts:read reposts:write syncs:write',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
	];
}
