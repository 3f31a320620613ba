import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../src/core/sealed.ts';

describe('sealed bytes', () => {
  it('are those that were sealed', () => {
    const bytes = Buffer.from('plates');
    expect(unseal(seal(bytes))).toEqual(bytes);
  });

  it.each([0, 1, 3, 4, 5, 100])('are none in a file of %i zeros, as a disk leaves one', (length) => {
    expect(unseal(Buffer.alloc(length))).toBeUndefined();
  });
});
