import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Galley } from '../../src/galley/galley.ts';
import type { Dummy, Placement } from '../../src/makeup/dummy.ts';
import { firstLine, makeUp } from '../../src/makeup/make-up.ts';
import { loadTemplate } from '../../src/template/load-template.ts';
import type { Template } from '../../src/template/template.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { article, bodyPiece, galley, issueOf, oversetCharacters, page } from '../support/galleys.ts';

let template: Template;
const nothing = { fonts: new Map(), print: new Map(), typography: new Map() };

beforeAll(async () => {
  const loaded = await loadTemplate(
    { value: 'tabloid', place: { file: 'issue.md' } },
    nothing,
    fakeDesk({}).desk,
  );
  if (loaded === undefined) throw new Error('the house template does not load');
  template = loaded;
});

function plan(galleys: readonly Galley[], perPage: readonly number[], fixed = false) {
  const { desk, messages } = fakeDesk({});
  let at = 0;
  const pages = perPage.map((count) => {
    const articles = galleys.slice(at, at + count).map(() => article());
    at += count;
    return page(articles);
  });
  return { dummy: makeUp(issueOf(pages, fixed), galleys, template, desk.report), messages };
}

const placementsOf = (dummy: Dummy): readonly Placement[] =>
  dummy.pages.flatMap(({ placements }) => placements);

/** Number of copy characters that were placed. */
function charactersPlaced(dummy: Dummy, galleys: readonly Galley[]): number {
  return placementsOf(dummy).reduce((sum, { galley: index, part }) => {
    const source = galleys[index]!;
    const piece =
      part.kind === 'head'
        ? source.heads.get(part.span)
        : part.kind === 'body'
          ? source.body[part.index]
          : source.floats[part.index]?.bySpan.get(part.span);
    return sum + (piece?.characters ?? Number.NaN);
  }, 0);
}

const charactersOf = ({ heads, body, floats }: Galley): number =>
  [...heads.values()][0]!.characters +
  body.reduce((sum, { characters }) => sum + characters, 0) +
  floats.reduce((sum, { bySpan }) => sum + [...bySpan.values()][0]!.characters, 0);

/** Draws every page by column and line, and throws where two placements overlap or one is off the page. */
function assertNoOverlap(dummy: Dummy, galleys: readonly Galley[]): void {
  for (const [number, { placements }] of dummy.pages.entries()) {
    const occupied = new Set<string>();
    for (const { galley: index, part, x, line, lines } of placements) {
      const source = galleys[index]!;
      const width = part.kind === 'body' ? 1 : part.span;
      const column = Math.round(x / source.pitch);
      for (let at = line; at < line + lines; at += 1) {
        for (let across = column; across < column + width; across += 1) {
          const cell = `${at} ${across}`;
          if (occupied.has(cell))
            throw new Error(`page ${number + 1}: two pieces at line ${at}, column ${across}`);
          occupied.add(cell);
        }
        expect(at).toBeGreaterThanOrEqual(firstLine(number + 1, template));
        expect(at).toBeLessThan(template.grid.lines);
      }
    }
  }
}

const anyGalley = fc
  .record({
    lines: fc.integer({ min: 1, max: 260 }),
    wide: fc.boolean(),
    picture: fc.boolean(),
  })
  .map(({ lines, wide, picture }) =>
    galley(lines, {
      spans: wide ? [2] : [1, 2],
      heads: new Map([1, 2].map((span) => [span, bodyPiece({ lines: 3 })])),
      floats: picture
        ? [
            {
              edge: 'auto',
              anchor: 0,
              bySpan: new Map([[1, bodyPiece({ lines: 12, minLines: 11, maxLines: 13 })]]),
            },
          ]
        : [],
    }),
  );

const anyIssue = fc
  .array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 })
  .filter((perPage) => perPage.some((count) => count > 0))
  .chain((perPage) =>
    fc.record({
      perPage: fc.constant(perPage),
      galleys: fc.tuple(...Array.from({ length: perPage.reduce((a, b) => a + b, 0) }, () => anyGalley)),
      fixed: fc.boolean(),
    }),
  );

describe('makeUp', () => {
  it('places or reports every character, and places nothing twice or over another', () => {
    fc.assert(
      fc.property(anyIssue, ({ perPage, galleys, fixed }) => {
        const { dummy } = plan(galleys, perPage, fixed);
        const read = galleys.reduce((sum, one) => sum + charactersOf(one), 0);
        expect(charactersPlaced(dummy, galleys) + oversetCharacters(dummy)).toBe(read);
        const names = placementsOf(dummy).map(
          ({ galley: index, part }) => `${index} ${JSON.stringify(part)}`,
        );
        expect(new Set(names).size).toBe(names.length);
        assertNoOverlap(dummy, galleys);
      }),
      { numRuns: 60 },
    );
  });

  it('pairs every jump with the page it names, and adds pages as the text needs', () => {
    fc.assert(
      fc.property(anyIssue, ({ perPage, galleys }) => {
        const { dummy } = plan(galleys, perPage);
        const all = dummy.pages.flatMap(({ jumps }, index) =>
          jumps.map((jump) => ({ ...jump, on: index + 1 })),
        );
        for (const { kind, on, page: other, galley: index } of all) {
          const partner = all.find(
            (one) => one.galley === index && one.on === other && one.page === on && one.kind !== kind,
          );
          expect(partner).toBeDefined();
        }
        expect(oversetCharacters(dummy)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('reports overset text where pages are fixed, with its lines, characters and place', () => {
    const { dummy, messages } = plan([galley(300)], [1], true);
    expect(dummy.pages).toHaveLength(1);
    expect(messages.map(({ code, place }) => [code, place.start?.line])).toEqual([['article-overset', 1]]);
    expect(oversetCharacters(dummy)).toBeGreaterThan(0);
  });

  it('balances the columns of a last page', () => {
    const { dummy } = plan([galley(20)], [1]);
    const feet = new Map<number, number>();
    for (const { part, x, line } of placementsOf(dummy)) {
      if (part.kind === 'body') feet.set(x, Math.max(feet.get(x) ?? 0, line));
    }
    expect([...feet.values()]).toEqual([22, 22]);
  });

  it('places two short stories side by side rather than one under the other', () => {
    const narrow = { spans: [1], heads: new Map([1, 2].map((span) => [span, bodyPiece({ lines: 3 })])) };
    const { dummy } = plan([galley(10, narrow), galley(10, narrow)], [2]);
    const heads = placementsOf(dummy).filter(({ part }) => part.kind === 'head');
    expect(heads.map(({ line }) => line)).toEqual([10, 10]);
    expect(heads[0]?.x).not.toBe(heads[1]?.x);
  });

  it('reports a piece that is higher than a page', () => {
    const { dummy, messages } = plan([galley(1, { body: [bodyPiece({ lines: 80 })] })], [1]);
    expect(messages.map(({ code }) => code)).toEqual(['article-overset']);
    expect(oversetCharacters(dummy)).toBe(20);
  });
});

describe('a rest of a few lines on a page of its own', () => {
  /** Plans a story with so many lines more than a first page holds beside its headline and a jump line. */
  const over = (lines: number) => plan([galley(2 * (64 - 10 - 3) + lines)], [1]);

  it('is reported', () => {
    const { dummy, messages } = over(4);
    expect(dummy.pages).toHaveLength(2);
    expect(messages.map(({ code }) => code)).toEqual(['short-rest']);
  });

  it('is not reported where it has enough lines', () => {
    const { dummy, messages } = over(40);
    expect(dummy.pages).toHaveLength(2);
    expect(messages).toEqual([]);
  });
});

describe('a credit at the end of a story', () => {
  /** The placements of the last text line and the credit, in a story of two columns. */
  function feet(lines: number) {
    const last = bodyPiece({ sinks: true, breakBefore: Number.POSITIVE_INFINITY });
    const body = [...Array.from({ length: lines }, () => bodyPiece()), last];
    const { dummy } = plan([galley(0, { body })], [1]);
    const at = (index: number) =>
      placementsOf(dummy).find(({ part }) => part.kind === 'body' && part.index === index)!;
    return { text: at(lines - 1), credit: at(lines), first: at(0) };
  }

  it('sinks to the foot of a last column that is a line short', () => {
    const { text, credit } = feet(20);
    expect(credit.x).toBe(text.x);
    expect(credit.line - text.line).toBe(2);
  });

  it('is below the text where the columns are level', () => {
    const { text, credit } = feet(21);
    expect(credit.line - text.line).toBe(1);
  });

  it('does not sink beside a column that cannot be broken', () => {
    const last = bodyPiece({ sinks: true, breakBefore: Number.POSITIVE_INFINITY });
    const { dummy } = plan([galley(0, { body: [bodyPiece({ lines: 20 }), bodyPiece(), last] })], [1]);
    const lines = placementsOf(dummy).flatMap(({ part, line }) => (part.kind === 'body' ? [line] : []));
    expect(lines[2]! - lines[1]!).toBe(1);
  });
});
