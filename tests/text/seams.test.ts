import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StyledRun } from '../../src/text/text-style.ts';
import { glyphsOf, runOf, set } from '../support/set-text.ts';

/** Ways to be marked that take no room: a heavier face as wide, dots, code, a colour. */
const marked: readonly Partial<StyledRun>[] = [
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

/** A change of face inside a word is a matter of the word, not of marks. */
const insideWord = (text: string, at: number) => /[!-~’]{2}/.test(text.slice(at - 1, at + 1));

/** A text in runs that end at the given places, marked in turn. */
function cut(text: string, places: readonly number[], kinds: readonly number[]): readonly StyledRun[] {
  const ends = [...new Set(places.map((place) => place % text.length))]
    .filter((at) => at > 0 && !insideWord(text, at))
    .sort((a, b) => a - b);
  return [...ends, text.length].map((end, index) => {
    const more = marked[(kinds[index] ?? 0) % marked.length];
    return runOf(text.slice(ends[index - 1] ?? 0, end), more);
  });
}

/** What stands where: every glyph with its line and its place on it. */
const places = (text: string | readonly StyledRun[], measure: number, style: Parameters<typeof set>[2]) =>
  set(text, measure, style).flatMap((line, number) =>
    glyphsOf(line).map((glyph) => `${number} ${glyph.text} ${glyph.x.toFixed(4)} ${glyph.y.toFixed(4)}`),
  );

describe('where the style changes', () => {
  test('every rule looks through: no glyph stands elsewhere than in one style', () => {
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
          expect(places(cut(text, ends, kinds), measure, style)).toEqual(places(text, measure, style));
        },
      ),
      { numRuns: 1500 },
    );
  });
});
