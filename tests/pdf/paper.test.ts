import { beforeAll, describe, expect, it } from 'vitest';
import { black } from '../../src/core/ink.ts';
import type { Sheet } from '../../src/paint/paint.ts';
import { rectangle } from '../../src/paint/paths.ts';
import { pictureMaker } from '../pictures/press.ts';
import { pageContents, pdfText } from '../support/pdf-text.ts';
import { writePdf } from '../support/write-pdf.ts';
import { print, smallPublication, type WriterInput } from './small-publication.ts';

describe('the page boxes of a press file', () => {
  let input: WriterInput;
  beforeAll(async () => {
    input = await smallPublication();
  });

  const square = (x: number) => ({
    op: 'fill' as const,
    path: rectangle({ x, y: 5, width: 10, height: 10 }),
    ink: black,
  });
  async function write(slug: Pick<Sheet, 'slug'>, bleed: number) {
    const sheet: Sheet = { trim: { width: 100, height: 200 }, bleed, ops: [square(50)], ...slug };
    const publication = { ...input.publication, sheets: [sheet] };
    const pdf = await writePdf(publication, input.fonts, input.images, print, pictureMaker());
    const file = pdfText(pdf);
    const box = (name: string) => new RegExp(`/${name}Box \\[([^\\]]*)\\]`).exec(file)?.[1];
    return { boxes: ['Media', 'Bleed', 'Trim', 'Crop', 'Art'].map(box), content: pageContents(pdf)[0]! };
  }

  it('the slug surrounds the bleed, and its marks are painted after the page', async () => {
    const { boxes, content } = await write({ slug: { width: 30, marks: [square(-25)] } }, 8);
    expect(boxes).toEqual(['0 0 160 260', '22 22 138 238', '30 30 130 230', undefined, undefined]);
    // The origin of the content is the corner of the trim box.
    expect(content).toContain('1 0 0 1 30 30 cm');
    expect(content.indexOf('50 5 m')).toBeLessThan(content.indexOf('-25 5 m'));
  });

  it('the media box is the bleed box without a slug, and the trim box without bleed', async () => {
    expect((await write({}, 8)).boxes).toEqual([
      '0 0 116 216',
      '0 0 116 216',
      '8 8 108 208',
      undefined,
      undefined,
    ]);
    expect((await write({}, 0)).boxes).toEqual([
      '0 0 100 200',
      '0 0 100 200',
      '0 0 100 200',
      undefined,
      undefined,
    ]);
  });
});
