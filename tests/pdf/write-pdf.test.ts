import { beforeAll, describe, expect, it } from 'vitest';
import { black } from '../../src/core/ink.ts';
import type { GlyphsOp, PaintOp } from '../../src/paint/paint.ts';
import { rectangle } from '../../src/paint/paths.ts';
import { pictureMaker } from '../pictures/press.ts';
import { pageContents as contents, pdfText } from '../support/pdf-text.ts';
import { writePdf } from '../support/write-pdf.ts';
import { print, smallPublication, type WriterInput } from './small-publication.ts';

const id = (bytes: Uint8Array) => /\/ID \[<(\w+)>/.exec(Buffer.from(bytes).toString('latin1'))![1];

describe('writePdf', () => {
  let input: WriterInput;
  let pdf: Uint8Array;
  const write = ({ publication, fonts, images }: WriterInput) =>
    writePdf(publication, fonts, images, print, pictureMaker());
  beforeAll(async () => {
    input = await smallPublication();
    pdf = await write(input);
  });

  it('the file is complete', () => {
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/^%PDF-1\.6\n.*%%EOF\n$/s);
    expect(contents(pdf)).toHaveLength(2);
  });

  it('the same input gives the same bytes, fonts and pictures opened again', async () => {
    expect(Buffer.from(await write(await smallPublication())).equals(pdf)).toBe(true);
  });

  it('other content has another identity', async () => {
    const { publication } = input;
    const other = { ...input, publication: { ...publication, sheets: publication.sheets.slice(1) } };
    expect(id(await write(other))).not.toBe(id(pdf));
  });

  it('a print file has no colour spaces but DeviceCMYK, and DeviceGray in grey pictures', () => {
    for (const content of contents(pdf)) {
      expect(content).not.toMatch(/\s(rg|RG|g|G|cs|CS|sc|SC|scn|SCN|sh|Tz|d0)\n/);
      expect(content).toMatch(/ k\n/);
    }
    const file = pdfText(pdf);
    expect(file).not.toMatch(
      /DeviceRGB|CalRGB|Separation|SMask|\/ca |\/CA |\/Group|Helvetica|\/Annots|UserUnit/,
    );
    expect(new Set(file.match(/\/ColorSpace \/\w+/g))).toEqual(
      new Set(['/ColorSpace /DeviceCMYK', '/ColorSpace /DeviceGray']),
    );
  });

  it('the output intent names a registry only where one lists the printing condition', async () => {
    const { publication, fonts, images } = input;
    const own = { ...print, profile: { ...print.profile, registry: '' } };
    const bytes = await writePdf(publication, fonts, images, own, pictureMaker());
    expect(pdfText(pdf)).toContain('/RegistryName (http://www.color.org)');
    expect(pdfText(bytes)).not.toContain('RegistryName');
    expect(id(bytes)).not.toBe(id(pdf));
  });

  it('ops are drawn in their order', () => {
    const front = contents(pdf)[0]!;
    const drawn = [...front.matchAll(/\b(TJ|f|S|Do)\b(?=[ \n]|$)/g)].map(([, operator]) => operator);
    const operators = { glyphs: 'TJ', fill: 'f', stroke: 'S', image: 'Do' } as const;
    // The drawing consists of one filled path.
    const operator = (op: PaintOp) =>
      op.op === 'image' && input.images.get(op.image)?.drawing !== undefined ? 'f' : operators[op.op];
    expect(drawn).toEqual(input.publication.sheets[0]!.ops.map(operator));
  });

  it('a picture printed twice at one size is embedded once', async () => {
    const sheet = input.publication.sheets[0]!;
    const image = sheet.ops.find(({ op }) => op === 'image')!;
    const twice = { ...input.publication, sheets: [{ ...sheet, ops: [image, image] }] };
    const bytes = await write({ ...input, publication: twice });
    expect(
      Buffer.from(bytes)
        .toString('latin1')
        .match(/\/Subtype \/Image/g),
    ).toHaveLength(1);
  });

  it('solid black overprints, and nothing else does', async () => {
    const inks = [black, { ...black, k: 50 }, { c: 0, m: 0, y: 0, k: 0 }, { ...black, m: 10 }];
    const ops = inks.map((ink) => ({
      op: 'fill' as const,
      path: rectangle({ x: 0, y: 0, width: 9, height: 9 }),
      ink,
    }));
    const sheet = { trim: { width: 90, height: 90 }, bleed: 0, ops };
    const bytes = await write({ ...input, publication: { ...input.publication, sheets: [sheet] } });
    const file = pdfText(bytes);
    const states = contents(bytes)[0]!.match(/\/\w+(?= gs)/g)!;
    const [first, ...others] = states;
    expect(new Set(others).size).toBe(1);
    expect(others).not.toContain(first);
    expect(file).toMatch(/\/ExtGState\s*\/OP true\s*\/op true\s*\/OPM 1/);
    expect(file).toMatch(/\/ExtGState\s*\/OP false\s*\/op false\s*\/OPM 0/);
  });

  it('hidden glyphs are embedded without outlines', async () => {
    const sheet = input.publication.sheets[1]!;
    const text = sheet.ops.find(({ op }) => op === 'glyphs') as GlyphsOp;
    const sizeOf = async (ops: readonly PaintOp[]) =>
      (await write({ ...input, publication: { ...input.publication, sheets: [{ ...sheet, ops }] } })).length;
    const hidden = { ...text, hidden: true as const };
    const [seen, both, unseen] = [await sizeOf([text]), await sizeOf([hidden, text]), await sizeOf([hidden])];
    expect(unseen).toBeLessThan(seen - 800);
    expect(both).toBeGreaterThan(seen - 50);
  });

  it('.notdef is painted, by which a proof shows what is in no font', async () => {
    const sheet = input.publication.sheets[1]!;
    const text = sheet.ops.find(({ op }) => op === 'glyphs') as GlyphsOp;
    const sizeOf = async (hidden: boolean) => {
      const row = { ...text.row, ids: text.row.ids.map(() => 0) };
      const ops = [{ ...text, row, ...(hidden && { hidden: true as const }) }];
      return (await write({ ...input, publication: { ...input.publication, sheets: [{ ...sheet, ops }] } }))
        .length;
    };
    expect(await sizeOf(false)).toBeGreaterThan((await sizeOf(true)) + 20);
  });

  it('throws for a picture or a face that was not passed in', async () => {
    await expect(write({ ...input, images: new Map() })).rejects.toThrow();
    const { fonts } = await smallPublication();
    const sheet = input.publication.sheets[1]!;
    const foreign = {
      ...sheet,
      ops: sheet.ops.map((op) => (op.op === 'glyphs' ? { ...op, face: 'nobody' } : op)),
    };
    await expect(
      write({ ...input, fonts, publication: { ...input.publication, sheets: [foreign] } }),
    ).rejects.toThrow();
  });
});
