import { describe, expect, it } from 'vitest';
import { readBack } from '../../src/preflight/read-back.ts';
import { editText, type HandPdf, soundPdf, streamOf, writeHand } from '../support/hand-pdf.ts';

/** Reads back the sound file after a change. */
function readSpoilt(spoil: (pdf: HandPdf) => void = () => {}, copy: readonly string[] = ['quick fox']) {
  const pdf = soundPdf();
  spoil(pdf);
  return readBack(writeHand(pdf), copy);
}

describe('reading back a file', () => {
  it('finds no fault in a sound file', () => {
    expect(readSpoilt()).toBe(undefined);
  });

  it.each<[string, () => string | undefined]>([
    ['a page too few', () => readSpoilt(undefined, ['quick', 'fox'])],
    ['a character too few', () => readSpoilt(undefined, ['quick foxx box'])],
    ['no ID', () => readSpoilt((pdf) => (pdf.trailer = pdf.trailer.replace(/\/ID.*$/, '')))],
    [
      'a font that is not embedded',
      () => readSpoilt((pdf) => editText(pdf, 'descriptor', '/FontFile2 {{program}}', '')),
    ],
    [
      'a bleed beyond the paper',
      () => readSpoilt((pdf) => editText(pdf, 'page', '[0 0 320 420]', '[25 0 320 420]')),
    ],
    ['no end', () => readBack(writeHand(soundPdf()).subarray(0, -30), [''])],
    ['no content', () => readBack(new Uint8Array(), [''])],
  ])('reports a file with %s', (_, read) => {
    expect(read()).toEqual(expect.any(String));
  });

  it.each(['<0001', '<00x1> Tj', '(no end'])('reports text that is malformed: %s', (operators) => {
    const fault = readSpoilt((pdf) => (streamOf(pdf, 'content').data = `BT /F 10 Tf ${operators}`), ['']);
    expect(fault).toEqual(expect.any(String));
  });

  it('reports text without a font', () => {
    expect(readSpoilt((pdf) => (streamOf(pdf, 'content').data = 'BT <0001> Tj ET'), [''])).toBe(
      '文字没有选定字体',
    );
  });
});
