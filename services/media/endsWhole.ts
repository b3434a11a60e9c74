import { open, type FileHandle } from 'node:fs/promises';

/**
 * Whether the file goes on as far as its own structure says: a cut-off MP4 with its index at the front still plays and
 * still tells its full length. True for kinds of files that do not say.
 */
export async function endsWhole(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		const { size: sizeBytes } = await file.stat();
		const start = await readAt(file, 0, 8);
		if (start.length < 8) return false;
		if (start.readUInt32BE(0) === ebmlId) return await segmentsEnd(file, sizeBytes);
		return isBoxType(start) ? await boxesEnd(file, sizeBytes) : true;
	} finally {
		await file.close();
	}
}

const ebmlId = 0x1a45dfa3;
const firstBoxTypes = ['ftyp', 'styp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot'];

function isBoxType(header: Buffer): boolean {
	return firstBoxTypes.includes(header.toString('latin1', 4, 8));
}

/** ISO/IEC 14496-12 §4.2: 32-bit size and type; size 1 means that 64 bits follow, size 0 means up to the end. */
async function boxesEnd(file: FileHandle, sizeBytes: number): Promise<boolean> {
	let position = 0;
	let hasIndex = false;
	while (position < sizeBytes) {
		const header = await readAt(file, position, 16);
		if (header.length < 8) return false;
		if (header.toString('latin1', 4, 8) === 'moov') hasIndex = true;
		const shortSize = header.readUInt32BE(0);
		if (shortSize === 0) return hasIndex;
		if (shortSize === 1 && header.length < 16) return false;
		const boxBytes = shortSize === 1 ? Number(header.readBigUInt64BE(8)) : shortSize;
		if (boxBytes < 8) return false;
		position += boxBytes;
	}
	return hasIndex && position === sizeBytes;
}

/** RFC 8794 §4–§6: element id, then a size of 1–8 bytes; all ones is "unknown", which nothing can be said about. */
async function segmentsEnd(file: FileHandle, sizeBytes: number): Promise<boolean> {
	let position = 0;
	while (position < sizeBytes) {
		const header = await readAt(file, position, 12);
		const idBytes = leadingZeros(header[0]) + 1;
		const lengthBytes = leadingZeros(header[idBytes]) + 1;
		if (idBytes > 4 || lengthBytes > 8 || idBytes + lengthBytes > header.length) return false;
		const length = header.subarray(idBytes, idBytes + lengthBytes);
		const value =
			BigInt(`0x${length.toString('hex')}`) & ((1n << BigInt(7 * lengthBytes)) - 1n);
		if (value === (1n << BigInt(7 * lengthBytes)) - 1n) return true;
		position += idBytes + lengthBytes + Number(value);
	}
	return position === sizeBytes;
}

function leadingZeros(byte = 0): number {
	return Math.clz32(byte) - 24;
}

async function readAt(file: FileHandle, position: number, lengthBytes: number): Promise<Buffer> {
	const { buffer, bytesRead } = await file.read(
		Buffer.alloc(lengthBytes),
		0,
		lengthBytes,
		position,
	);
	return buffer.subarray(0, bytesRead);
}
