import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageDicts } from '../../src/pdf-reader/page-tree.ts';
import { openPdf } from '../../src/pdf-reader/pdf-file.ts';
import { readText } from '../../src/pdf-reader/read-text.ts';
import { readBack } from '../../src/preflight/read-back.ts';
import { editText, type HandPdf, soundPdf, streamOf, writeHand } from '../support/hand-pdf.ts';

function back(spoil: (pdf: HandPdf) => void = () => {}, copy: readonly string[] = ['quick fox']) {
  const pdf = soundPdf();
  spoil(pdf);
  return readBack(writeHand(pdf), copy);
}

describe('a file just written', () => {
  it('reads back', () => {
    expect(back()).toBe(undefined);
  });

  it.each<[string, () => string | undefined]>([
    ['a page too few', () => back(undefined, ['quick', 'fox'])],
    ['a character too few', () => back(undefined, ['quick foxx box'])],
    ['no ID', () => back((pdf) => (pdf.trailer = pdf.trailer.replace(/\/ID.*$/, '')))],
    ['a font left out', () => back((pdf) => editText(pdf, 'descriptor', '/FontFile2 {{program}}', ''))],
    [
      'a bleed beyond the paper',
      () => back((pdf) => editText(pdf, 'page', '[0 0 320 420]', '[25 0 320 420]')),
    ],
    ['its end missing', () => readBack(writeHand(soundPdf()).subarray(0, -30), [''])],
    ['nothing in it', () => readBack(new Uint8Array(), [''])],
  ])('is told where it has %s', (_, read) => {
    expect(read()).toEqual(expect.any(String));
  });
});

/** What the codes 1 to 5 stand for: a letter, a sign of two units, a ligature, nothing, the letter a byte is worth most in. */
const meanings = ['街', '𠮷', 'fi', '', '\uffff'];
const map = `5 beginbfchar ${meanings
  .map((text, index) => {
    const units = [...Buffer.from(text, 'utf16le').swap16().toString('hex')].join('');
    return `<000${index + 1}> <${units}>`;
  })
  .join(' ')} endbfchar`;

describe('the text of a page', () => {
  /** Ways to write a code as four digits. */
  const ways = [
    (code: number) => `000${code}`,
    (code: number) => `00 0\n${code}`,
    (code: number) => `000 ${code}`,
  ];
  const stringOf = (codes: fc.Arbitrary<number>, way: fc.Arbitrary<(code: number) => string>) =>
    fc.array(fc.tuple(codes, way), { maxLength: 12 }).map((drawn) => ({
      operators: `[ <${drawn.map(([code, write]) => write(code)).join('')}> -12.5 ] TJ`,
      text: drawn.map(([code]) => meanings[code - 1] ?? '\ufffd').join(''),
    }));
  const shown = fc.oneof(
    stringOf(fc.constantFrom(1, 5), fc.constant(ways[0]!)),
    // 9 has no meaning.
    stringOf(fc.constantFrom(1, 2, 3, 4, 5, 9), fc.constantFrom(...ways)),
  );
  const literal = fc.constantFrom(
    { operators: '(\\000\\001\\000\\003) Tj', text: '街fi' },
    { operators: '<000> Tj', text: '\ufffd' },
    { operators: '<00> Tj', text: '' },
    { operators: '<0001000> Tj', text: '街\ufffd' },
    { operators: '/Span << /ActualText <feff0041> /Lang (zh) >> BDC /Over gs EMC', text: '' },
    { operators: '% <0001> /F (\n', text: '' },
  );

  it('is what its strings stand for, however they are written', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(shown, literal)), (drawn) => {
        const pdf = soundPdf();
        streamOf(pdf, 'unicode').data = map;
        streamOf(pdf, 'content').data =
          `BT /F 10 Tf ${drawn.map(({ operators }) => operators).join('\n')} ET`;
        const file = openPdf(writeHand(pdf));
        const { text } = readText(file, pageDicts(file)[0]!, new Map());
        expect(text).toBe(drawn.map((each) => each.text).join(''));
      }),
    );
  });

  it.each(['<0001', '<00x1> Tj', '(no end'])('that is broken is told: %s', (operators) => {
    const told = back((pdf) => (streamOf(pdf, 'content').data = `BT /F 10 Tf ${operators}`), ['']);
    expect(told).toEqual(expect.any(String));
  });

  it('without a font is told', () => {
    expect(back((pdf) => (streamOf(pdf, 'content').data = 'BT <0001> Tj ET'), [''])).toBe('文字没有选定字体');
  });
});
