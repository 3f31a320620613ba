import type { Cell, Kind } from './cells.ts';

/** The space between two adjacent cells, in em, with its limits. A blank has the kind of the mark that it belongs to. */
export interface Gap {
  readonly kind: 'bracket' | 'comma' | 'full-stop' | 'none' | 'latin' | 'space' | 'quad';
  readonly natural: number;
  /** The width when it is squeezed entirely. */
  readonly min: number;
  /** Whether it takes part in the equal stretch of a line. */
  readonly grows: boolean;
}

export type Punctuation = 'quanjiao' | 'kaiming' | 'banjiao';

const half = 0.5;
const isCloser = (kind: Kind) => kind === 'closing' || kind === 'pause' || kind === 'final';
const isExclamation = ({ text }: Cell) => /^[？！]$/.test(text);
const rigid = /^(?:connector|half-connector|solidus)$/;
const isText = (kind: Kind) => kind === 'han' || kind === 'sign' || kind === 'word';

/**
 * The gap after each cell of a paragraph but the last, from the tables of CLREQ 3.1.6 and 3.2.2 and GB/T 15834 5.1. The
 * cell of a mark is the half em with its ink; the blank half, if any, is a gap. In: `space`, the word space of the face.
 */
export function gapsOf(cells: readonly Cell[], style: Punctuation, space: number): readonly Gap[] {
  return cells.slice(0, -1).map((_, index) => gapAfter(cells, index, style, space));
}

function gapAfter(cells: readonly Cell[], index: number, style: Punctuation, space: number): Gap {
  const [a, b] = [cells[index] as Cell, cells[index + 1] as Cell];
  const quads = b.before.replace(/[^\u3000]/g, '').length;
  if (quads > 0) return { kind: 'quad', natural: quads, min: quads, grows: true };
  if (isBorder(a, b)) return { kind: 'latin', natural: 1 / 4, min: 1 / 8, grows: false };
  if (b.before !== '' && isText(a.kind) && isText(b.kind)) {
    return { kind: 'space', natural: Math.max(space, 1 / 4), min: 1 / 4, grows: false };
  }
  // CLREQ, mixed text: no gap between Western text and the side of a mark that has the ink.
  const touchesInk = (a.kind === 'word' && isCloser(b.kind)) || (a.kind === 'opening' && b.kind === 'word');
  const grows =
    !(isExclamation(a) && isExclamation(b)) && !rigid.test(a.kind) && !rigid.test(b.kind) && !touchesInk;
  const natural = Math.max(blankAfter(cells, index, style), blankBefore(a, b, style));
  if (natural === 0) return { kind: 'none', natural, min: 0, grows };
  // In 全角式 the blank of a full stop is not squeezed. In 开明式 it may be, but after all other gaps.
  const owner = isCloser(a.kind) ? a.kind : b.kind;
  const min = owner === 'final' && style === 'quanjiao' ? natural : 0;
  const kind = owner === 'final' ? 'full-stop' : owner === 'pause' ? 'comma' : 'bracket';
  return { kind, natural, min, grows };
}

function blankAfter(cells: readonly Cell[], index: number, style: Punctuation): number {
  const [a, b] = [cells[index] as Cell, cells[index + 1] as Cell];
  if (!isCloser(a.kind) || isCloser(b.kind) || b.kind === 'dot') return 0;
  // Two of ？！ together take one em (GB/T 15834 5.1.2), three take two.
  const other = cells.slice(0, index + 1).findLastIndex((cell) => !isExclamation(cell));
  if (index - other === 2) return 0;
  if (style === 'banjiao') return 0;
  if (style === 'quanjiao') return half;
  let first = index;
  while (first > 0 && cells[first]?.before === '' && isCloser((cells[first - 1] as Cell).kind)) first -= 1;
  return cells.slice(first, index + 1).some(({ kind }) => kind === 'final') ? half : 0;
}

function blankBefore(a: Cell, b: Cell, style: Punctuation): number {
  const hasBlank = style === 'quanjiao' && b.kind === 'opening';
  return hasBlank && a.kind !== 'opening' && a.kind !== 'dot' ? half : 0;
}

/** Whether a Han character is next to a Western word or number, including its signs such as ¥ and %. */
function isBorder(a: Cell, b: Cell): boolean {
  const opens = /^(?:[\p{L}\p{N}\p{M}]|[¥$£€№±≥≤≈−+-]+\p{N})/u;
  const ends = /[\p{L}\p{N}\p{M}][%‰‱°′″+#]*$/u;
  if (a.kind === 'han') return b.kind === 'word' && opens.test(b.text);
  return b.kind === 'han' && a.kind === 'word' && ends.test(a.text);
}
