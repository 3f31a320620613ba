import fc from 'fast-check';
import { expect, it } from 'vitest';
import { number } from '../../src/pdf/operators.ts';

it.each([
  [0, '0'],
  [-0, '0'],
  [-0.0004, '0'],
  [0.0005, '0.001'],
  [-0.0015, '-0.001'],
  [12, '12'],
  [-12.5, '-12.5'],
  [43.264, '43.264'],
  [0.07, '0.07'],
  [100.001, '100.001'],
])('%d is written as %s', (value, text) => expect(number(value)).toBe(text));

it('a number is written rounded to a thousandth, without an exponent', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
      expect(number(value)).toBe(String(Math.round(value * 1000) / 1000 + 0));
    }),
  );
});
