import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Point } from '../../src/pdf-reader/matrix.ts';
import { openPdf } from '../../src/pdf-reader/pdf-file.ts';
import { readPages } from '../../src/pdf-reader/read-pages.ts';
import { measurePage, measurePlates } from '../../src/preflight/ink/measure-page.ts';
import { isPlain } from '../../src/preflight/ink/plain-pages.ts';
import { fillPolygon, fillRectangle, isUpright } from '../../src/preflight/ink/raster.ts';
import { type HandPdf, paint, qr, soundPdf, streamOf, text, writeHand } from '../support/hand-pdf.ts';
import { runs } from '../support/sweeps.ts';

/** The first page of a file whose content is these operators alone. */
function pageOf(operators: string): {
  file: ReturnType<typeof openPdf>;
  page: ReturnType<typeof readPages>[0];
} {
  const pdf: HandPdf = soundPdf();
  streamOf(pdf, 'content').data = '';
  paint(pdf, operators);
  const file = openPdf(writeHand(pdf));
  return { file, page: readPages(file)[0]! };
}

const fullPlate = 242 * 2.55;
const isPlainPage = (operators: string) => isPlain(pageOf(operators).page, fullPlate);

const amount = fc.constantFrom('0', '.3', '.6', '.8', '1');
const ink = fc.tuple(amount, amount, amount, amount).map((inks) => inks.join(' '));
const state = fc.constantFrom('Over', 'Under');
const position = fc.integer({ min: 40, max: 240 });
const extent = fc.integer({ min: 1, max: 60 });
/** Text, areas and rules, some of which overprint and overlap. */
const operator = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('the quick fox', 'mm'),
      position,
      position,
      fc.integer({ min: 6, max: 40 }),
      ink,
      state,
    )
    .map(([words, x, y, size, colour, name]) => text(words, x, y, size, `${colour} k`, name)),
  fc
    .tuple(state, ink, position, position, extent, extent)
    .map(([name, colour, x, y, w, h]) => `q /${name} gs ${colour} k ${x} ${y} ${w} ${h} re f Q`),
  fc
    .tuple(state, ink, position, position, extent, extent)
    .map(([name, colour, x, y, w, h]) => `q /${name} gs ${colour} K 2 w ${x} ${y} m ${x + w} ${y + h} l S Q`),
);

test('a page that is not rendered has nothing to be found by rendering it', async () => {
  let plain = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(operator, { minLength: 1, maxLength: 5 }), async (operators) => {
      const { file, page } = pageOf(operators.join('\n'));
      if (isPlain(page, fullPlate)) plain += 1;
      const [fast, slow] = [await measurePage(file, page, 240), await measurePlates(file, page, 240)];
      expect(fast).toEqual(slow);
    }),
    runs(2000, 60),
  );
  // Both kinds of pages are tried.
  expect(plain).toBeGreaterThan(5);
}, 600_000);

describe('a page is rendered', () => {
  test.each<[string, string]>([
    ['with a code of squares', qr('https://example.org', 60, 100, 1.2)],
    ['with black that overprints rich colour', `q 0 1 1 0 k 60 100 50 50 re f Q ${text('fox', 70, 110, 12)}`],
    ['with too much ink', 'q 1 1 .6 .4 k 60 100 10 10 re f Q'],
  ])('%s', (_, operators) => {
    expect(isPlainPage(operators)).toBe(false);
  });

  test.each<[string, string]>([
    ['text', text('the quick fox', 60, 100, 10)],
    ['text beside rich colour', `q 0 1 1 0 k 60 100 50 2 re f Q ${text('fox', 70, 110, 12)}`],
    ['rules and tints', `q 0 0 0 .1 k 60 100 90 90 re f Q ${text('fox', 70, 110, 12)}`],
  ])('but not with %s', (_, operators) => {
    expect(isPlainPage(operators)).toBe(true);
  });
});

test('an upright rectangle is filled like any polygon', () => {
  const side = fc.double({ min: -5, max: 40, noNaN: true });
  const limits = { left: 2, bottom: 3, right: 30, top: 28 };
  fc.assert(
    fc.property(side, side, side, side, fc.nat(7), (x1, y1, x2, y2, turn) => {
      const corners: readonly Point[] = [
        [x1, y1],
        [x2, y1],
        [x2, y2],
        [x1, y2],
      ];
      const turned = corners.map((_, index) => corners[(index + turn) % 4]!);
      const polygon = turn > 3 ? turned.toReversed() : turned;
      expect(isUpright(polygon)).toBe(true);
      const [one, other]: [string[], string[]] = [[], []];
      fillRectangle([polygon], false, limits, (...span) => one.push(span.join()));
      fillPolygon([polygon], false, limits, (...span) => other.push(span.join()));
      expect(one).toEqual(other);
    }),
    runs(20_000, 1000),
  );
});
