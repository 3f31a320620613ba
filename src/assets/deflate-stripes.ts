import { constants, createDeflate, type ZlibOptions } from 'node:zlib';

/** Bytes that one thread packs: enough to be worth a thread, few enough that several share a picture. */
const stripe = 1 << 21;

/** What zlib puts round its blocks: two bytes before, and behind an empty last block of two bytes a sum of four. RFC 1950. */
const headLength = 2;
const tailLength = 6;

/**
 * Packs bytes as one zlib stream, stripes of them side by side in Node's threads. Each ends on a whole byte, so that the
 * next may follow, and is packed without a look at the one before; where they are cut depends on nothing but the length,
 * so that the stream is the same on every machine.
 */
export async function deflateStripes(bytes: Uint8Array, options: ZlibOptions): Promise<Uint8Array> {
  const stripes = Array.from({ length: Math.max(1, Math.ceil(bytes.length / stripe)) }, (_, index) =>
    bytes.subarray(index * stripe, (index + 1) * stripe),
  );
  const packed = await Promise.all(stripes.map((part) => deflate(part, options)));
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(
    packed
      .map((part, index) => ({ sum: part.readUInt32BE(part.length - 4), length: stripes[index]!.length }))
      .reduce(joinedSums).sum,
  );
  const blocks = packed.map((part) => part.subarray(headLength, -tailLength));
  return Buffer.concat([
    packed[0]!.subarray(0, headLength),
    ...blocks,
    packed[0]!.subarray(-tailLength, -4),
    sum,
  ]);
}

/** One stripe as a stream of its own, whose last block is empty. */
function deflate(bytes: Uint8Array, options: ZlibOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    // In one piece: for each further one a thread would wait until this one has time.
    const stream = createDeflate({ ...options, chunkSize: stripe + (stripe >> 3) });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', reject);
    stream.write(bytes);
    // Not ended before it is flushed, for then Node makes one of the two.
    stream.flush(constants.Z_SYNC_FLUSH, () => stream.end());
  });
}

interface Summed {
  readonly sum: number;
  readonly length: number;
}

/** The sum of what two sums are of, one after the other: Adler-32, RFC 1950, 8.2. */
function joinedSums(first: Summed, next: Summed): Summed {
  const base = 65521;
  const [a, b] = [first.sum & 0xffff, first.sum >>> 16];
  const low = (a + (next.sum & 0xffff) + base - 1) % base;
  const high = (b + (next.sum >>> 16) + (next.length % base) * (a + base - 1)) % base;
  return { sum: high * 65536 + low, length: first.length + next.length };
}
