import { beforeAll, describe, expect, it } from 'vitest';
import { fillInk, strokeInk } from '../../src/pdf/operators.ts';
import { profiles } from '../../src/pdf/profiles.ts';
import { pictureMaker } from '../pictures/press.ts';
import { pageContents, pdfText as text } from '../support/pdf-text.ts';
import { writePdf } from '../support/write-pdf.ts';
import { print, smallPublication, type WriterInput } from './small-publication.ts';

describe.each(['proof', 'screen'] as const)('a file for the profile %s', (profile) => {
  let input: WriterInput;
  let pdf: Uint8Array;
  const write = ({ publication, fonts, images }: WriterInput) =>
    writePdf(publication, fonts, images, print, pictureMaker(profiles[profile].pictures), profile);
  beforeAll(async () => {
    input = await smallPublication();
    pdf = await write(input);
  });

  it('sets colours in RGB only', () => {
    for (const content of pageContents(pdf)) {
      expect(content).not.toMatch(/\s(k|K|g|G|cs|CS|sc|SC|scn|SCN|gs)\n/);
      expect(content).toMatch(/ rg\n/);
    }
    expect(text(pdf)).not.toMatch(/DeviceCMYK|ExtGState\s*\/OP|SMask|\/Group/);
  });

  it('does not claim to be PDF/X', () => {
    expect(text(pdf)).not.toMatch(/OutputIntent|GTS_PDFX|PDF\/X/);
  });

  it('has pages of the trim size', () => {
    const boxes = [...text(pdf).matchAll(/\/(Media|Bleed|Trim)Box \[([^\]]*)\]/g)].map(([, , box]) => box);
    expect(boxes).toHaveLength(6);
    expect(new Set(boxes)).toEqual(new Set(['0 0 360 400']));
  });

  it('embeds its pictures as JPEG', () => {
    const pictures = [...text(pdf).matchAll(/\/Subtype \/Image[^>]*>>/g)].map(([whole]) => whole);
    expect(pictures.length).toBeGreaterThan(2);
    for (const picture of pictures) expect(picture).toMatch(/\/Filter \/DCTDecode/);
  });

  it('is reproducible, and has another identity than the print file', async () => {
    expect(Buffer.from(await write(await smallPublication())).equals(pdf)).toBe(true);
    const id = (bytes: Uint8Array) => /\/ID \[<(\w+)>/.exec(text(bytes))![1];
    const { publication, fonts, images } = input;
    expect(id(await writePdf(publication, fonts, images, print, pictureMaker()))).not.toBe(id(pdf));
  });
});

describe('an ink as sRGB', () => {
  const ink = (c: number, m: number, y: number, k: number) => ({ c, m, y, k });
  it.each([
    ['bare paper is white', ink(0, 0, 0, 0), '1 1 1'],
    ['black is black', ink(0, 0, 0, 100), '0 0 0'],
    ['a tint of black is grey', ink(0, 0, 0, 20), '0.8 0.8 0.8'],
    // 230, 0, 18: the red of a masthead, not the pure red of a screen.
    ['magenta and yellow are red', ink(0, 100, 100, 0), '0.902 0 0.071'],
    ['a tint of half is halfway to paper', ink(0, 50, 0, 0), '0.947 0.5 0.749'],
    ['an ink with black over it is darker', ink(100, 0, 0, 50), '0 0.314 0.457'],
  ])('%s', (_, colour, rgb) => {
    expect(fillInk(colour, 'rgb')).toBe(`${rgb} rg`);
    expect(strokeInk(colour, 'rgb')).toBe(`${rgb} RG`);
  });
});
