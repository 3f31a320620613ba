import { promisify } from 'node:util';
import { constants, deflate, type ZlibOptions } from 'node:zlib';

const deflateBeside = promisify<Uint8Array, ZlibOptions, Uint8Array>(deflate);

/** The most room for what is met again: a tenth faster than usual and no larger. */
const thorough = { level: 9, memLevel: 9 };

/**
 * Little room for letters that wait, so that each stretch gets a code of its own: a page's words and its drawings have
 * hardly a letter in common. And no short words: they cost more than their letters. Smaller by a twenty-fifth.
 */
const inStretches = { level: 9, memLevel: 5, strategy: constants.Z_FILTERED };

/** Packs bytes beside the work that goes on. A fault is met by who waits for them, not where it happens. */
function packBeside(bytes: Uint8Array, options: ZlibOptions): Promise<Uint8Array> {
  const packed = deflateBeside(bytes, options);
  packed.catch(() => undefined);
  return packed;
}

export const pack = (bytes: Uint8Array): Promise<Uint8Array> => packBeside(bytes, thorough);
export const packContent = (bytes: Uint8Array): Promise<Uint8Array> => packBeside(bytes, inStretches);
