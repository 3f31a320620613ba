import { type FontSubset, makeSubset } from './font-subset.ts';
import type { GlyphMetrics } from './glyph-tables.ts';
import type { FontSource } from './sfnt.ts';

/** What the PDF writer needs to embed a font: a part of the interface of fontkit's `Font`, so that either may be given. */
export interface FontProgram {
  /** Null in an author's font without that name. */
  readonly postscriptName: string | null;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly bbox: {
    readonly minX: number;
    readonly minY: number;
    readonly maxX: number;
    readonly maxY: number;
  };
  readonly head: { readonly macStyle: { readonly italic: boolean } };
  readonly post: { readonly isFixedPitch: number };
  readonly 'OS/2': { readonly sFamilyClass: number };
  readonly createSubset: () => FontSubset;
}

/** Reads the facts of a font's descriptor. OpenType, head, hhea, OS/2 and post. Throws if it has no PostScript name. */
export function makeProgram(source: FontSource, metrics: GlyphMetrics): FontProgram {
  const [head, hhea, os2, post] = ['head', 'hhea', 'OS/2', 'post'].map((tag) => source.table(tag)!) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  const hasCapHeight = os2.readUInt16BE(0) >= 2;
  return {
    postscriptName: readPostscriptName(source.table('name')!),
    unitsPerEm: head.readUInt16BE(18),
    ascent: hhea.readInt16BE(4),
    descent: hhea.readInt16BE(6),
    capHeight: hasCapHeight ? os2.readInt16BE(88) : 0,
    italicAngle: post.readInt32BE(4) / 0x1_0000,
    bbox: {
      minX: head.readInt16BE(36),
      minY: head.readInt16BE(38),
      maxX: head.readInt16BE(40),
      maxY: head.readInt16BE(42),
    },
    head: { macStyle: { italic: (head.readUInt16BE(44) & 2) !== 0 } },
    post: { isFixedPitch: post.readUInt32BE(12) },
    'OS/2': { sFamilyClass: os2.readInt16BE(30) },
    createSubset: () => makeSubset(source, metrics),
  };
}

/** The platform and language under which every font has its names: Windows (UTF-16), American English. */
const [windows, english] = [3, 0x0409];
const postscriptNameId = 6;

/** OpenType, name: records of platform, encoding, language, name id, length and offset. */
function readPostscriptName(table: Buffer): string {
  const strings = table.readUInt16BE(4);
  for (let record = 6; record < 6 + 12 * table.readUInt16BE(2); record += 12) {
    const [platform, language, name] = [0, 4, 6].map((at) => table.readUInt16BE(record + at));
    if (platform !== windows || language !== english || name !== postscriptNameId) continue;
    const start = strings + table.readUInt16BE(record + 10);
    // PostScript names are ASCII, so the high byte of each UTF-16 unit is 0.
    return table.toString('latin1', start, start + table.readUInt16BE(record + 8)).replaceAll('\0', '');
  }
  throw new Error('the font has no PostScript name');
}
