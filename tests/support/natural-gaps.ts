import type { Cell, Kind } from './cells.ts';

/** The space between two neighbours on a line, in em, and how far it may give and take. Blanks are told by their marks. */
export interface Gap {
  readonly kind: 'bracket' | 'comma' | 'full-stop' | 'none' | 'latin' | 'space' | 'quad';
  readonly natural: number;
  /** What is left where all of it is squeezed out. */
  readonly least: number;
  /** True where the line's own stretch goes in. */
  readonly grows: boolean;
}

export type Punctuation = 'quanjiao' | 'kaiming' | 'banjiao';

const half = 0.5;
const isCloser = (kind: Kind) => kind === 'closing' || kind === 'pause' || kind === 'final';
const isCry = ({ text }: Cell) => /^[？！]$/.test(text);
const stiff = /^(?:connector|half-connector|solidus)$/;
const isText = (kind: Kind) => kind === 'han' || kind === 'sign' || kind === 'word';

/**
 * The gaps after the cells of a paragraph, from the tables of CLREQ 3.1.6 and 3.2.2 and GB/T 15834 5.1. A mark's
 * cell is the half em that holds its ink; its other half, where it has one, is a gap. `space` is the face's own.
 */
export function gapsOf(cells: readonly Cell[], style: Punctuation, space: number): readonly Gap[] {
  return cells.slice(0, -1).map((_, index) => gapAfter(cells, index, style, space));
}

function gapAfter(cells: readonly Cell[], index: number, style: Punctuation, space: number): Gap {
  const [a, b] = [cells[index] as Cell, cells[index + 1] as Cell];
  const quads = b.before.replace(/[^\u3000]/g, '').length;
  if (quads > 0) return { kind: 'quad', natural: quads, least: quads, grows: true };
  if (isBorder(a, b)) return { kind: 'latin', natural: 1 / 4, least: 1 / 8, grows: false };
  if (b.before !== '' && isText(a.kind) && isText(b.kind)) {
    return { kind: 'space', natural: Math.max(space, 1 / 4), least: 1 / 4, grows: false };
  }
  // CLREQ, mixed text: none between Western text and the mark whose ink is on its side.
  const inked = (a.kind === 'word' && isCloser(b.kind)) || (a.kind === 'opening' && b.kind === 'word');
  const grows = !(isCry(a) && isCry(b)) && !stiff.test(a.kind) && !stiff.test(b.kind) && !inked;
  const natural = Math.max(blankAfter(cells, index, style), blankBefore(a, b, style));
  if (natural === 0) return { kind: 'none', natural, least: 0, grows };
  // A full stop of 全角式 keeps its blank; so does the run it closes in 开明式 until all else is squeezed.
  const owner = isCloser(a.kind) ? a.kind : b.kind;
  const least = owner === 'final' && style === 'quanjiao' ? natural : 0;
  const kind = owner === 'final' ? 'full-stop' : owner === 'pause' ? 'comma' : 'bracket';
  return { kind, natural, least, grows };
}

function blankAfter(cells: readonly Cell[], index: number, style: Punctuation): number {
  const [a, b] = [cells[index] as Cell, cells[index + 1] as Cell];
  if (!isCloser(a.kind) || isCloser(b.kind) || b.kind === 'dot') return 0;
  // Two of ？！ are one em together (GB/T 15834 5.1.2), three of them two.
  const other = cells.slice(0, index + 1).findLastIndex((cell) => !isCry(cell));
  if (index - other === 2) return 0;
  if (style === 'banjiao') return 0;
  if (style === 'quanjiao') return half;
  let first = index;
  while (first > 0 && cells[first]?.before === '' && isCloser((cells[first - 1] as Cell).kind)) first -= 1;
  return cells.slice(first, index + 1).some(({ kind }) => kind === 'final') ? half : 0;
}

function blankBefore(a: Cell, b: Cell, style: Punctuation): number {
  const kept = style === 'quanjiao' && b.kind === 'opening';
  return kept && a.kind !== 'opening' && a.kind !== 'dot' ? half : 0;
}

/** Han beside a Western word or number, with the signs that belong to it. */
function isBorder(a: Cell, b: Cell): boolean {
  const opens = /^(?:[\p{L}\p{N}\p{M}]|[¥$£€№±≥≤≈−+-]+\p{N})/u;
  const ends = /[\p{L}\p{N}\p{M}][%‰‱°′″+#]*$/u;
  if (a.kind === 'han') return b.kind === 'word' && opens.test(b.text);
  return b.kind === 'han' && a.kind === 'word' && ends.test(a.text);
}
