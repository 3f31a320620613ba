import { readFileSync } from 'node:fs';
import path from 'node:path';
import { black, type Ink } from '../../src/core/ink.ts';
import { packageRoot } from '../../src/core/package-root.ts';
import type { Face } from '../../src/fonts/face.ts';
import { type FontBook, openFontBook } from '../../src/fonts/font-book.ts';
import { encodeQr, qrPath } from '../../src/galley/qr-code.ts';
import { toGlyphRow } from '../../src/paint/glyph-row.ts';
import { translate } from '../../src/paint/ops.ts';
import type { GlyphsOp, PaintOp, PlacedGlyph, Publication } from '../../src/paint/paint.ts';
import { glyphOutline, rectangle } from '../../src/paint/paths.ts';
import type { PrintSettings } from '../../src/pdf/write-pdf.ts';
import { type ImageFile, type ImageId, openImage } from '../../src/pictures/image-file.ts';
import { draw } from '../pictures/pictures.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const red: Ink = { c: 0, m: 100, y: 90, k: 0 };
export const qrText = 'https://example.cn/读者来信?页=1';

export const print: PrintSettings = {
  profile: {
    bytes: readFileSync(path.join(packageRoot, 'templates/tabloid/newsprint.icc')),
    condition: 'CGATS TR 002',
    registry: 'http://www.color.org',
  },
  tac: 240,
};

/** The arguments of `writePdf`. */
export interface WriterInput {
  readonly publication: Publication;
  readonly fonts: FontBook;
  readonly images: ReadonlyMap<ImageId, ImageFile>;
}

/** Fonts of three kinds: a whole file, another weight, and in slices. */
export function openFonts(): Promise<FontBook> {
  const choice = (font: string) => ({
    font,
    fallback: [],
    place: { file: 'template.yaml' },
    from: 'template.yaml',
  });
  const roles = new Map([
    ['song', choice('Noto Serif SC Regular')],
    ['hei', choice('Noto Sans SC Black')],
    ['kai', choice('LXGW WenKai Regular')],
    ['name', choice('Ma Shan Zheng')],
  ]);
  return openFontBook(roles, fakeDesk({}).desk);
}

/** Sets a text on one line, shaped by the face alone. */
export function line(
  face: Face,
  text: string,
  x: number,
  y: number,
  size: number,
  ink: Ink = black,
): GlyphsOp {
  let pen = 0;
  const glyphs = face.shape(text).map((glyph): PlacedGlyph => {
    const placed = { id: glyph.id, x: pen + glyph.x * size, y: glyph.y * size };
    pen += glyph.advance * size;
    return { ...placed, advance: face.advance(glyph.id) * size, text: glyph.text };
  });
  return { op: 'glyphs', face: face.id, size, ink, at: { x, y }, row: toGlyphRow(glyphs), source: 'copy' };
}

/** Two small sheets that contain every kind of op. */
export async function smallPublication(): Promise<WriterInput> {
  const fonts = await openFonts();
  const face = (role: string) => fonts.faceFor(role, '报'.codePointAt(0)!)!;
  const [song, hei, kai, name] = ['song', 'hei', 'kai', 'name'].map(face) as [Face, Face, Face, Face];
  const { desk } = fakeDesk({ 'grey.png': await grey(), 'sky.jpg': await sky(), 'drawing.svg': drawing });
  const pictures = await Promise.all(
    ['grey.png', 'sky.jpg', 'drawing.svg'].map(
      async (file) => (await openImage(file, { file: 'issue.md' }, desk))!,
    ),
  );
  const [greyPicture, skyPicture, drawingPicture] = pictures as [ImageFile, ImageFile, ImageFile];
  const image = ({ id }: ImageFile, x: number, crop = { x: 0, y: 0, width: 1, height: 1 }): PaintOp => ({
    op: 'image',
    image: id,
    rect: { x, y: 190, width: 100, height: 75 },
    crop,
  });
  const front: PaintOp[] = [
    { op: 'fill', path: rectangle({ x: -9, y: -9, width: 378, height: 20 }), ink: red },
    line(name, '街坊', 20, 60, 40),
    line(hei, '新图书馆今天开门', 20, 90, 20),
    line(song, '周末两天，老街上来了三千多人——比去年多一倍。', 20, 112, 10.5),
    line(song, 'Office hours 8:30–17:00, AV room', 20, 128, 10.5),
    line(kai, '楷体：清晨的菜场里人声鼎沸，Kai 2026', 20, 144, 10.5),
    {
      op: 'fill',
      path: rectangle({ x: 20, y: 152, width: 200, height: 20 }),
      ink: { c: 0, m: 0, y: 0, k: 15 },
    },
    line(hei, '压在底纹上的字', 24, 167, 12),
    { op: 'fill', path: rectangle({ x: 230, y: 152, width: 100, height: 20 }), ink: red },
    line(hei, '反白', 234, 167, 12, { c: 0, m: 0, y: 0, k: 0 }),
    line(hei, '叠印', 270, 167, 12),
    image(greyPicture, 20),
    image(skyPicture, 130, { x: 0.1, y: 0.1, width: 0.8, height: 0.8 }),
    image(drawingPicture, 240),
    {
      op: 'stroke',
      path: [
        { to: 'move', x: 20, y: 280 },
        { to: 'line', x: 340, y: 280 },
      ],
      ink: black,
      width: 0.5,
    },
    ...translate([{ op: 'fill', path: qrPath(encodeQr(qrText, 'M')!, 80), ink: black }], 20, 290),
    { op: 'fill', path: glyphOutline(name, name.glyph('坊'.codePointAt(0)!), 120, 350, 60), ink: red },
    { ...line(name, '坊', 120, 350, 60), hidden: true },
  ];
  const publication: Publication = {
    info: { title: '街坊 <第1期> & 副刊', creator: 'baoshan-news', date: '2026-11-20T00:00:00Z' },
    sheets: [
      { trim: { width: 360, height: 400 }, bleed: 8.504, ops: front },
      {
        trim: { width: 360, height: 400 },
        bleed: 8.504,
        ops: [line(song, '第二页的正文', 20, 60, 10.5), image(skyPicture, 20)],
      },
    ],
  };
  return { publication, fonts, images: new Map(pictures.map((picture) => [picture.id, picture])) };
}

const grey = () =>
  draw({ width: 200, height: 150, colour: (x) => [x, x, x] })
    .png()
    .toBuffer();

const sky = () =>
  draw({ width: 400, height: 300, colour: (x, y) => [60 + x / 4, 120 + y / 4, 220] })
    .jpeg()
    .toBuffer();

const drawing = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><circle cx="20" cy="15" r="12" fill="#d22"/></svg>',
);
