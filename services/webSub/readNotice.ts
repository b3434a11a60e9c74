import { parseXml, XmlElement } from '@rgrove/parse-xml';

/** What the hub tells of a channel: which of its videos are new or changed, and which are gone. */
interface Notice {
	videoIds: string[];
	deletedIds: string[];
}

/** The hub's Atom. Entries of other channels are left out; null when it is no feed. */
export function readNotice(text: string, channelId: string): Notice | null {
	const root = rootOf(text);
	if (root?.name !== 'feed') return null;
	const videoIds = elementsOf(root, 'entry')
		.filter((entry) => textOf(entry, 'yt:channelId') === channelId)
		.map((entry) => textOf(entry, 'yt:videoId'));
	const deletedIds = elementsOf(root, 'at:deleted-entry').map(({ attributes }) =>
		attributes.ref?.replace(/^yt:video:/, ''),
	);
	return { videoIds: idsOf(videoIds), deletedIds: idsOf(deletedIds) };
}

function idsOf(texts: (string | undefined)[]): string[] {
	const ids = texts.filter((text) => text !== undefined);
	return [...new Set(ids)].filter((id) => /^[\w-]{11}$/.test(id));
}

function rootOf(text: string): XmlElement | null {
	try {
		return parseXml(text).root;
	} catch {
		return null;
	}
}

function elementsOf(parent: XmlElement, name: string): XmlElement[] {
	return parent.children.filter(
		(child): child is XmlElement => child instanceof XmlElement && child.name === name,
	);
}

function textOf(parent: XmlElement, name: string): string | undefined {
	return elementsOf(parent, name)[0]?.text.trim();
}
