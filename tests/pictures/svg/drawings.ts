import { type FontBook, openFontBook } from '../../../src/fonts/font-book.ts';
import type { Drawing } from '../../../src/pictures/drawing.ts';
import { collectFaults, type DrawingFault } from '../../../src/pictures/svg/faults.ts';
import { flatDrawing } from '../../../src/pictures/svg/flat-drawing.ts';
import { makePlainDrawing } from '../../../src/pictures/svg/plain-drawing.ts';
import type { PlainDrawing } from '../../../src/pictures/svg/plain-svg.ts';
import { readSource } from '../../../src/pictures/svg/source.ts';
import { fakeDesk } from '../../support/fake-desk.ts';

/** An SVG file with the elements. */
export const svg = (inside: string, head = 'width="100" height="50"'): string =>
  `<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" ${head}>${inside}</svg>`;

const role = (font: string) => ({
  font,
  fallback: [],
  place: { file: 'template.yaml' },
  from: 'template.yaml',
});

/** The bundled faces under the roles of the tabloid. */
export const fonts: FontBook = await openFontBook(
  new Map(
    Object.entries({
      song: 'Noto Serif SC Regular',
      'song-bold': 'Noto Serif SC Bold',
      'song-black': 'Noto Serif SC Black',
      hei: 'Noto Sans SC Regular',
      'hei-medium': 'Noto Sans SC Medium',
      'hei-bold': 'Noto Sans SC Bold',
      'hei-black': 'Noto Sans SC Black',
      kai: 'LXGW WenKai Regular',
      'song-italic': 'Source Serif 4 Regular Italic',
    }).map(([name, font]) => [name, role(font)]),
  ),
  fakeDesk({}).desk,
);

export interface PlainReading {
  readonly plain: PlainDrawing | undefined;
  readonly faults: readonly DrawingFault[];
  readonly missing: readonly string[];
  readonly replaced: ReadonlyMap<string, string>;
}

/** Reads a file without linked pictures. */
export function readPlain(text: string | Uint8Array): PlainReading {
  const { refuse, faults } = collectFaults();
  const missing: string[] = [];
  const replaced = new Map<string, string>();
  const plain = makePlainDrawing(
    readSource(typeof text === 'string' ? new TextEncoder().encode(text) : text),
    {
      fonts,
      refuse,
      missing: (_, characters) => void missing.push(characters),
      replaced: (family, name) => void replaced.set(family, name),
      pictures: new Map(),
    },
  );
  return { plain, faults, missing, replaced };
}

/** Reads a file as flat shapes; refused where it has what is not drawn at all. */
export function readFlat(
  text: string,
): Drawing | { readonly unsupported: string } | { readonly refused: string } {
  const { plain, faults } = readPlain(text);
  const [fault] = faults;
  if (fault !== undefined) return { refused: `<${fault.element}> ${fault.detail}`.trim() };
  return plain === undefined ? { refused: 'size' } : flatDrawing(plain);
}
