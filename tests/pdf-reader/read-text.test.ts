import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageDicts } from '../../src/pdf-reader/page-tree.ts';
import { openPdf } from '../../src/pdf-reader/pdf-file.ts';
import { readText } from '../../src/pdf-reader/read-text.ts';
import { soundPdf, streamOf, writeHand } from '../support/hand-pdf.ts';

/** The texts of codes 1 to 5: one UTF-16 unit, two units, a ligature, none, and the largest unit. */
const texts = ['街', '𠮷', 'fi', '', '\uffff'];
const toUnicode = `5 beginbfchar ${texts
  .map((text, index) => {
    const units = [...Buffer.from(text, 'utf16le').swap16().toString('hex')].join('');
    return `<000${index + 1}> <${units}>`;
  })
  .join(' ')} endbfchar`;

describe('reading the text of a page', () => {
  /** Notations of a code in four digits. */
  const notations = [
    (code: number) => `000${code}`,
    (code: number) => `00 0\n${code}`,
    (code: number) => `000 ${code}`,
  ];
  const stringOf = (codes: fc.Arbitrary<number>, notation: fc.Arbitrary<(code: number) => string>) =>
    fc.array(fc.tuple(codes, notation), { maxLength: 12 }).map((drawn) => ({
      operators: `[ <${drawn.map(([code, write]) => write(code)).join('')}> -12.5 ] TJ`,
      text: drawn.map(([code]) => texts[code - 1] ?? '\ufffd').join(''),
    }));
  const shown = fc.oneof(
    stringOf(fc.constantFrom(1, 5), fc.constant(notations[0]!)),
    // Code 9 has no text.
    stringOf(fc.constantFrom(1, 2, 3, 4, 5, 9), fc.constantFrom(...notations)),
  );
  const literal = fc.constantFrom(
    { operators: '(\\000\\001\\000\\003) Tj', text: '街fi' },
    { operators: '<000> Tj', text: '\ufffd' },
    { operators: '<00> Tj', text: '' },
    { operators: '<0001000> Tj', text: '街\ufffd' },
    { operators: '/Span << /ActualText <feff0041> /Lang (zh) >> BDC /Over gs EMC', text: '' },
    { operators: '% <0001> /F (\n', text: '' },
  );

  it('gives the text of shown strings in any notation, and of nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(shown, literal)), (drawn) => {
        const pdf = soundPdf();
        streamOf(pdf, 'unicode').data = toUnicode;
        streamOf(pdf, 'content').data =
          `BT /F 10 Tf ${drawn.map(({ operators }) => operators).join('\n')} ET`;
        const file = openPdf(writeHand(pdf));
        const { text } = readText(file, pageDicts(file)[0]!, new Map());
        expect(text).toBe(drawn.map((each) => each.text).join(''));
      }),
    );
  });
});
