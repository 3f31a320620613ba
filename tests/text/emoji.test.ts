import { beforeAll, describe, expect, test } from 'vitest';
import { copyCharacters } from '../../src/core/copy-characters.ts';
import type { Place } from '../../src/core/place.ts';
import { type FontBook, openFontBook } from '../../src/fonts/font-book.ts';
import { prepareParagraph, setLine, setLines } from '../../src/text/set-lines.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { em, plainStyle, runGlyphs, runOf } from '../support/set-text.ts';

let fonts: FontBook;
beforeAll(async () => {
  const choice = { font: 'Noto Serif SC Regular', fallback: [], place: { file: '' }, from: '' };
  fonts = await openFontBook(new Map([['song', choice]]), fakeDesk({}).desk);
});

const messages: [string, Place, unknown][] = [];
const prepare = (text: string) => {
  messages.length = 0;
  return prepareParagraph([runOf(text)], fonts, plainStyle, (code, place, details) =>
    messages.push([code, place, details]),
  );
};
const glyphsOf = (text: string) => setLine(prepare(text)).runs.flatMap((run) => runGlyphs(run));
/** The texts of a line's glyphs that have ink or width. */
const textsOf = (text: string) =>
  glyphsOf(text)
    .filter(({ advance }) => advance > 0)
    .map((glyph) => glyph.text);

const emoji = [
  ...['👉', '⏰', '✉', '✔️', '☎︎', '❤️', '👍🏽', '👨‍👩‍👧‍👦', '🇨🇳', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏳️‍🌈', '1️⃣', '#⃣', '*️⃣', 'ℹ️', '⤴️'],
  ...['👩🏻‍❤️‍💋‍👨🏽', '👨🏽‍✈️', '⌚', '⏸️', '㊗️'],
];

describe('an emoji', () => {
  test.each(emoji)('is one ideograph wide, between two of them: %s', (each) => {
    const glyphs = glyphsOf(`宝${each}山`);
    expect(messages).toEqual([]);
    expect(glyphs[0]?.x).toBe(0);
    expect(glyphs.at(-1)?.x).toBeCloseTo(2 * em, 6);
    expect(glyphs.slice(1, -1).filter(({ advance }) => advance > 0)).toHaveLength(1);
  });

  test.each(emoji)('is centred in the frame of an ideograph: %s', (each) => {
    const run = setLine(prepare(each)).runs[0]!;
    const glyph = runGlyphs(run)[0]!;
    if (fonts.isSymbolFace(fonts.face(run.face))) {
      const points = fonts
        .face(run.face)
        .outline(glyph.id)
        .flatMap((step) => (step.to === 'close' ? [] : [step]));
      const heights = points.map(({ y }) => glyph.y / em - y);
      expect((Math.min(...heights) + Math.max(...heights)) / 2).toBeCloseTo(0.38, 2);
      expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(1);
    }
  });

  test.each(emoji)('has all its characters as its text, and counts as they do: %s', (each) => {
    expect(
      glyphsOf(each)
        .map(({ text }) => text)
        .join(''),
    ).toBe(each);
    expect(setLine(prepare(each)).characters).toBe(copyCharacters(each));
    // Some PDF readers take no more from one glyph.
    for (const { text } of glyphsOf(each)) expect(text.length).toBeLessThanOrEqual(8);
  });

  test.each(emoji)('is never divided, and lines end on either side of it: %s', (each) => {
    const lines = setLines(prepare(`${each}${each}${each}${each}`), 2 * em).map(({ runs }) =>
      runs.flatMap(({ texts }) => texts).join(''),
    );
    expect(lines).toEqual([`${each}${each}`, `${each}${each}`]);
  });

  test('has the ink and the size of the text around it', () => {
    const ink = { c: 0, m: 1, y: 1, k: 0 };
    const paragraph = prepareParagraph(
      [runOf('好👉', { ink, size: 20 })],
      fonts,
      plainStyle,
      () => undefined,
    );
    const { runs } = setLine(paragraph);
    expect(runs.map((run) => [run.ink, run.size])).toEqual([
      [ink, 20],
      [ink, 20],
    ]);
  });

  test('is reported where no face has it in one piece, at its place and with all its characters', () => {
    prepare('到\u{1f1fa}\u{1f1f6}去🍎\u200d🚗');
    expect(messages).toEqual([
      [
        'missing-glyph',
        { file: 'a.md', start: { line: 1, column: 2 } },
        expect.objectContaining({ character: '\u{1f1fa}\u{1f1f6}', codePoint: 'U+1F1FA U+1F1F6' }),
      ],
      [
        'missing-glyph',
        { file: 'a.md', start: { line: 1, column: 7 } },
        expect.objectContaining({ codePoint: 'U+1F34E U+200D U+1F697' }),
      ],
    ]);
  });

  test('is one of a row, as typed', () => {
    expect(textsOf('1️⃣2️⃣👏👏🏻🇨🇳🇫🇷')).toEqual(['1️⃣', '2️⃣', '👏', '👏🏻', '🇨🇳', '🇫🇷']);
  });

  test('is no word: no gap beside it, and a digit with a selector alone is a digit', () => {
    expect(glyphsOf('好⏰好').map(({ x }) => x)).toEqual([0, em, 2 * em]);
    expect(textsOf('1\ufe0f2')).toEqual(['1', '2']);
  });
});
