import type { FontBook } from '../../fonts/font-book.ts';
import { collectFaults, type DrawingFault } from './faults.ts';
import { openLinkedPictures, type PictureSource } from './linked-pictures.ts';
import { makePlainDrawing } from './plain-drawing.ts';
import type { PlainDrawing } from './plain-svg.ts';
import { readSource } from './source.ts';

/** An SVG file as it is printed, and what of it is not. */
export interface ReadDrawing {
  /** Undefined if the file does not say how large it is. */
  readonly plain: PlainDrawing | undefined;
  readonly faults: readonly DrawingFault[];
  /** Characters that no font has, with the line of their element. */
  readonly missing: readonly { readonly line: number; readonly characters: string }[];
  /** Families of type that roles of the font book take the place of. */
  readonly replaced: ReadonlyMap<string, string>;
}

/** Drawings within drawings. */
const maxNesting = 5;

/**
 * Reads an SVG file to plain SVG, its pictures and those within them included. Throws `UnreadableDrawing` for what is no SVG.
 * In: the name of the file, to which its links are relative.
 */
export async function readDrawing(
  bytes: Uint8Array,
  file: string,
  fonts: FontBook,
  source: Omit<PictureSource, 'nested'>,
  nesting = 0,
): Promise<ReadDrawing> {
  const root = readSource(bytes);
  const { refuse, faults } = collectFaults();
  const missing: { line: number; characters: string }[] = [];
  const replaced = new Map<string, string>();
  const nested: PictureSource['nested'] = async (inner, from) => {
    if (nesting >= maxNesting) return { detail: '图中有图，层数太多' };
    const read = await readDrawing(inner, from, fonts, source, nesting + 1);
    for (const [family, role] of read.replaced) replaced.set(family, role);
    const [fault] = read.faults;
    if (fault !== undefined) return { detail: `其中的 <${fault.element}> ${fault.detail}画不出来` };
    if (read.missing.length > 0) return { detail: `各字体都缺“${read.missing[0]!.characters}”` };
    return read.plain ?? { detail: '没有写明尺寸' };
  };
  const pictures = await openLinkedPictures(root, file, { ...source, nested });
  const plain = makePlainDrawing(root, {
    fonts,
    refuse,
    pictures,
    missing: ({ line }, characters) => {
      if (missing.every((each) => each.characters !== characters)) missing.push({ line, characters });
    },
    replaced: (family, role) => replaced.set(family, role),
  });
  return { plain, faults, missing, replaced };
}
