import { createHash } from 'node:crypto';
import { pack } from './pack.ts';
import { type PackedOnce, packedProfiles } from './packed-profiles.ts';

/** How a profile lies in a file: what its dictionary says of it, and its bytes, packed. */
export interface PackedProfile {
  readonly data: Record<string, unknown>;
  readonly packed: Uint8Array | Promise<Uint8Array>;
}

/** Packs the profile of a press. Those that come with the program were packed when it was bundled, a third smaller. */
export function packProfile(
  bytes: Uint8Array,
  packedOnce: readonly PackedOnce[] = packedProfiles,
): PackedProfile {
  const name = createHash('sha256').update(bytes).digest('hex');
  const known = packedOnce.find(({ sha256 }) => sha256 === name);
  if (known === undefined) return { data: { Filter: 'FlateDecode' }, packed: pack(bytes) };
  return {
    data: { Filter: 'FlateDecode', DecodeParms: known.predictor },
    packed: Buffer.from(known.base64, 'base64'),
  };
}
