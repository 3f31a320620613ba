import { describe, expect, it } from 'vitest';
import { preflight, rules } from '../../src/preflight/preflight.ts';
import { editText, paint, soundPdf, text, writeHand } from '../support/hand-pdf.ts';
import { brokenPdfs } from './support/broken-pdfs.ts';

const rulesFoundIn = async (bytes: Uint8Array, copy?: string) =>
  (await preflight(bytes, copy === undefined ? {} : { copy })).findings.map(({ rule }) => rule);

describe('a finished file', () => {
  it('passes if it violates no rule', async () => {
    expect((await preflight(writeHand(soundPdf()))).findings).toEqual([]);
  });

  it.each(brokenPdfs)('violates $rule, and no other rule, by $fault', async ({ rule, spoil }) => {
    const pdf = soundPdf();
    spoil(pdf);
    expect(new Set(await rulesFoundIn(writeHand(pdf)))).toEqual(new Set([rule]));
  });

  it('may have letters as outlines, whose thin bars are no lines', async () => {
    const pdf = soundPdf();
    paint(pdf, 'q /Over gs 0 0 0 1 k 60 270 30 0.2 re 60 280 m 70 290 l 80 280 l 75 275 l 65 277 l h f Q');
    expect(await rulesFoundIn(writeHand(pdf))).toEqual([]);
  });

  it('is reported if copy is missing', async () => {
    const bytes = writeHand(soundPdf());
    expect(await rulesFoundIn(bytes, 'quick fox')).toEqual([]);
    expect(await rulesFoundIn(bytes, 'quick fox box')).toEqual(['copy-missing']);
  });

  it('does not contain copy that is only in the slug or clipped away', async () => {
    const pdf = soundPdf();
    paint(pdf, text('slug', 60, 405, 8));
    paint(pdf, `q 60 100 0 0 re W n ${text('mute', 60, 270, 8)} Q`);
    expect(await rulesFoundIn(writeHand(pdf), 'slug')).toEqual(['copy-missing']);
    expect(await rulesFoundIn(writeHand(pdf), 'mute')).toEqual(['copy-missing']);
  });

  it.each<[string, string, number, number, number, number]>([
    ['hairline', 'q /Over gs 0 0 0 1 K 0.1 w 60 270 m 90 270 l S Q', 30, 119.95, 30.1, 0.1],
    ['hairline', 'q /Over gs 0 0 0 1 k 60 280 30 1 re 60 270 30 0.2 re f Q', 30, 119.8, 30, 0.2],
    ['ink-total', 'q 1 1 0.6 0.4 k 60 100 10 10 re f Q', 30, 280, 10, 10],
    ['colour-space', 'q .5 0 0 .5 100 100 cm 1 0 0 rg 0 0 40 20 re f Q', 70, 280, 20, 10],
    ['marks-in-bleed', 'q 1 1 1 1 K 0.25 w 290 398 m 290 415 l S Q', 259.9, -25.1, 0.2, 17.2],
    ['short-bleed', 'q 0 0.3 0 0 k 30 150 10 20 re f Q', 0, 220, 10, 20],
    ['white-overprint', 'q /Over gs 0 0 0 0 k 60 100 10 10 re f Q', 30, 280, 10, 10],
  ])(
    'is reported with the page and place of a violation of %s: %s',
    async (rule, operators, x, y, width, height) => {
      const pdf = soundPdf();
      pdf.objects['page2'] = pdf.objects['page']!.toString().replace(
        '{{content}}',
        '[{{content}} {{extra}}]',
      );
      pdf.objects['extra'] = { dict: '', data: operators };
      editText(pdf, 'pages', '[{{page}}] /Count 1', '[{{page}} {{page2}}] /Count 2');
      const { findings } = await preflight(writeHand(pdf));
      expect(findings.map((finding) => [finding.rule, finding.page])).toEqual([[rule, 2]]);
      const mm = 25.4 / 72;
      const { rect } = findings[0]!;
      const differences = [
        rect!.x - x * mm,
        rect!.y - y * mm,
        rect!.width - width * mm,
        rect!.height - height * mm,
      ];
      expect(Math.max(...differences.map(Math.abs))).toBeLessThan(0.2);
    },
  );

  it('has an example of violation for every rule', () => {
    const illustrated = new Set([...brokenPdfs.map(({ rule }) => rule), 'copy-missing']);
    expect(rules.map(({ id }) => id).filter((id) => !illustrated.has(id))).toEqual([]);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});

it('limits the ink total to what the issue allows, if that is less', async () => {
  const pdf = soundPdf();
  paint(pdf, '1 1 0 0 k 60 60 100 100 re f');
  const bytes = writeHand(pdf);
  const inkViolations = async (tac?: number) =>
    (await preflight(bytes, tac === undefined ? {} : { tac })).findings
      .filter(({ rule }) => rule === 'ink-total')
      .map(({ text }) => text);
  expect(await inkViolations()).toEqual([]);
  expect(await inkViolations(200)).toEqual([]);
  expect(await inkViolations(180)).toEqual([expect.stringContaining('超过 180%')]);
});
