const scheme = /https?:\/\/[^\s"<>、。，！？」』）]+/;
const notInside = /(?<![\p{L}\p{M}\p{N}@._/-])/u;
const www = /www\.[^\s"<>、。，！？」』）]+/;
const withPath = /(?:[a-z0-9-]+\.)+[a-z]{2,24}\/[^\s"<>、。，！？」』）]*/;
const bare = /(?:[a-z0-9-]+\.)+(?:com|net|org)(?![\p{L}\p{M}\p{N}@_-])/u;

/** The source of a pattern (flags `iu`) of a link as people write it: `https://…`, `www.…`, `name.tld/…`, `name.com`. */
export const linkSource = `(?:${scheme.source}|${notInside.source}(?:${www.source}|${withPath.source}|${bare.source}))`;
