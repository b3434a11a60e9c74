/** A prepared file whose bytes are the ledger's. */
export const provenMedia = {
	provenPathOf: () => Promise.resolve('/nowhere/ready.mp4'),
	remove: () => Promise.resolve(),
};
