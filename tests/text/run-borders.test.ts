import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StyledRun } from '../../src/text/text-style.ts';
import { glyphsOf, runOf, set } from '../support/set-text.ts';

/** Styles that change no width: another face of equal widths, dots, code, a colour. */
const styles: readonly Partial<StyledRun>[] = [
  {},
  { role: 'hei' },
  { dots: true },
  { code: true },
  { role: 'kai', western: 'italic' },
  { ink: { c: 0, m: 1, y: 1, k: 0 } },
];

const parts = fc.constantFrom(
  ...'社区食堂的一，。、；：？！“”‘’（）《》【】—…·～/–%¥12９aB①㎡℃+.,:!()々ー 　',
  ...[
    '——',
    '……',
    '？！',
    '“好”',
    '（甲）',
    '》、《',
    '3·15',
    '3 km',
    '98.5%',
    'App',
    'Wi-Fi',
    'he’s',
    '10,000',
  ],
);
const texts = fc.array(parts, { minLength: 2, maxLength: 24 }).map((all) => all.join(''));

/** Words are shaped per face, so that a change of face inside a word may move glyphs. */
const insideWord = (text: string, at: number) => /[!-~’]{2}/.test(text.slice(at - 1, at + 1));

/** Splits a text into runs that end at the given offsets, with the given styles. */
function split(text: string, offsets: readonly number[], kinds: readonly number[]): readonly StyledRun[] {
  const ends = [...new Set(offsets.map((offset) => offset % text.length))]
    .filter((at) => at > 0 && !insideWord(text, at))
    .sort((a, b) => a - b);
  return [...ends, text.length].map((end, index) => {
    const more = styles[(kinds[index] ?? 0) % styles.length];
    return runOf(text.slice(ends[index - 1] ?? 0, end), more);
  });
}

/** Every glyph with its line and its position. */
const positions = (text: string | readonly StyledRun[], measure: number, style: Parameters<typeof set>[2]) =>
  set(text, measure, style).flatMap((line, number) =>
    glyphsOf(line).map((glyph) => `${number} ${glyph.text} ${glyph.x.toFixed(4)} ${glyph.y.toFixed(4)}`),
  );

describe('a border of two runs', () => {
  test('moves no glyph: every rule applies across it as inside one run', () => {
    fc.assert(
      fc.property(
        texts,
        fc.array(fc.nat(200), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(5), { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 8, max: 60 }),
        fc.record({
          punctuation: fc.constantFrom('quanjiao', 'kaiming', 'banjiao'),
          kinsoku: fc.constantFrom('loose', 'normal', 'strict'),
          hanging: fc.boolean(),
          numericGap: fc.boolean(),
          hyphenate: fc.constant('never'),
        } as const),
        (text, ends, kinds, measure, style) => {
          expect(positions(split(text, ends, kinds), measure, style)).toEqual(
            positions(text, measure, style),
          );
        },
      ),
      { numRuns: 1500 },
    );
  });
});
