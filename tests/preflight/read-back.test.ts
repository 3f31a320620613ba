import { describe, expect, it } from 'vitest';
import { readBack } from '../../src/preflight/read-back.ts';
import { editText, type HandPdf, soundPdf, writeHand } from './support/hand-pdf.ts';

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
