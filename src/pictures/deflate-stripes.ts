import { constants, createDeflate, type ZlibOptions } from 'node:zlib';

/** What zlib puts round its blocks: two bytes before, and behind an empty last block of two bytes a sum of four. RFC 1950. */
const headLength = 2;
const tailLength = 6;

/**
 * Packs stripes of bytes as one zlib stream, side by side in Node's threads, the first while the next is made. Each ends
 * on a whole byte, so that another may follow, and is packed without a look at the one before. In: one at least.
 */
export async function deflateStripes(
  stripes: Iterable<Uint8Array>,
  options: ZlibOptions,
): Promise<Uint8Array> {
  const lengths: number[] = [];
  const packing: Promise<Buffer>[] = [];
  for (const stripe of stripes) {
    lengths.push(stripe.length);
    packing.push(deflate(stripe, options));
  }
  const packed = await Promise.all(packing);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(
    packed
      .map((part, index) => ({ sum: part.readUInt32BE(part.length - 4), length: lengths[index]! }))
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
    const stream = createDeflate({ ...options, chunkSize: Math.max(64, bytes.length + (bytes.length >> 3)) });
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
