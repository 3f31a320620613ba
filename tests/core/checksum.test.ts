import { describe, expect, it } from 'vitest';
import { verifyChecksum, withChecksum } from '../../src/core/checksum.ts';

describe('a checksum', () => {
  it('returns the bytes it was added to', () => {
    const bytes = Buffer.from('plates');
    expect(verifyChecksum(withChecksum(bytes))).toEqual(bytes);
  });

  it.each([0, 1, 3, 4, 5, 100])('rejects a file of %i zeros, as a crash may leave it', (length) => {
    expect(verifyChecksum(Buffer.alloc(length))).toBeUndefined();
  });
});
