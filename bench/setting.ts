import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/core/package-root.ts';
import { openFace } from '../src/fonts/fontkit-face.ts';
import { linesOf, readStext } from '../tests/support/read-stext.ts';
import { baoshan } from './baoshan.ts';
import type { Engine, Order } from './engine.ts';
import { type Figure, figuresOf } from './figures.ts';
import { matchLines } from './match-lines.ts';
import { readParagraphs } from './read-text.ts';
import { tableOf } from './table.ts';
import { typst } from './typst.ts';
import { xelatex } from './xelatex.ts';

const engines = [baoshan, typst, xelatex];
const size = 10.5;
const leading = 15.74;
const font = createRequire(join(packageRoot, 'package.json')).resolve(
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
);

const face = openFace('bench', readFileSync(font));
const inkEnd = (character: string): number =>
  Math.max(...face.outline(face.glyph(character.codePointAt(0)!)).map((step) => ('x' in step ? step.x : 0)));

const corpus = join(packageRoot, 'tests/corpus/paragraphs.txt');
const [file = corpus, measures = '16,22,32'] = process.argv.slice(2);
const has = (text: string): boolean =>
  [...text].every((one) => one.trim() === '' || face.has(one.codePointAt(0)!));
const texts = readParagraphs(file);
const paragraphs = texts.filter(has);
console.log(
  `${paragraphs.length} paragraphs, ${paragraphs.join('').length} characters, ${size} pt on ${leading} pt`,
);
if (paragraphs.length < texts.length) {
  console.log(
    `${texts.length - paragraphs.length} paragraphs left out: the face has not all their characters`,
  );
}
for (const ems of measures.split(',').map(Number)) await report(ems);

/** Sets the text to one measure with every engine and prints the figures side by side. */
async function report(ems: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const order: Order = { paragraphs, measure: ems * size, size, leading, indent: 2 * size, font, folder };
  const columns = new Map<string, readonly Figure[]>();
  console.log(`\nMeasure ${ems} em`);
  try {
    for (const engine of engines) {
      const figures = await figuresWith(engine, order);
      if (figures !== undefined) columns.set(engine.name, figures);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(tableOf(columns, baoshan.name));
}

async function figuresWith({ name, typeset }: Engine, order: Order): Promise<readonly Figure[] | undefined> {
  const pdf = await typeset(order);
  if ('missing' in pdf) {
    console.log(`${name} is not installed (${pdf.missing})`);
    return undefined;
  }
  // The page has one column, so even a wide gap is inside a line.
  const lines = linesOf(readStext(pdf.file), Number.POSITIVE_INFINITY);
  return figuresOf(matchLines(order.paragraphs, lines), pdf.left, order, inkEnd);
}
