import type { Pt } from '../core/units.ts';
import type { Joint } from './items.ts';
import type { Paragraph } from './paragraph.ts';
import { isAddress, type Piece } from './pieces.ts';
import type { PieceGlyph, ShapedPiece } from './shape-piece.ts';

/** Ending a line inside an address at one of its signs. */
const addressCost = 20;
/** Ending it inside a word: worse than any loose line, better than one over its measure. */
const wordCost = 1e9;

/** What is set whole and may be wider than a line: a word, or a rule typed as a row of dashes or dots. */
const splits = new Set<Piece['kind'] | undefined>(['western', 'dash', 'ellipsis']);

/**
 * Makes words wider than the measure breakable: an address after / ? & = # or before . and - and never inside a
 * percent code (no hyphen is added: it would be taken for part of the address), any other word between letters.
 * A word that fits stays whole. A row of dashes or dots is broken between two of them.
 */
export function splitWide(paragraph: Paragraph, measure: Pt): Paragraph {
  const wide = (index: number) =>
    splits.has(paragraph.pieces[index]?.kind) && (paragraph.shapes[index]?.width ?? 0) > measure;
  if (!paragraph.pieces.some((_, index) => wide(index))) return paragraph;
  const pieces: Piece[] = [];
  const shapes: ShapedPiece[] = [];
  const joints: Joint[] = [];
  const spaces: (ShapedPiece | undefined)[] = [];
  for (const [index, piece] of paragraph.pieces.entries()) {
    const shape = paragraph.shapes[index] as ShapedPiece;
    const parts = wide(index) ? partsOf(piece, shape) : [{ piece, shape, cost: 0 }];
    for (const [number, part] of parts.entries()) {
      const last = number === parts.length - 1;
      pieces.push(part.piece);
      shapes.push(part.shape);
      joints.push(last ? (paragraph.joints[index] as Joint) : { width: 0, em: piece.em, cost: part.cost });
      spaces.push(last ? paragraph.spaces[index] : undefined);
    }
  }
  return { ...paragraph, pieces, shapes, joints, spaces };
}

interface Part {
  readonly piece: Piece;
  readonly shape: ShapedPiece;
  /** Of ending a line after it. */
  readonly cost: number;
}

/** One part for each glyph that begins a character. */
function partsOf(piece: Piece, shape: ShapedPiece): readonly Part[] {
  const parts: Part[] = [];
  const starts = shape.glyphs.flatMap(({ text }, index) => (text === '' && index > 0 ? [] : [index]));
  let at = 0;
  for (const [number, start] of starts.entries()) {
    const glyphs = shape.glyphs.slice(start, starts[number + 1]);
    const text = glyphs.map((glyph) => glyph.text).join('');
    const left = start === 0 ? 0 : (shape.glyphs[start] as PieceGlyph).x;
    const right = shape.glyphs[starts[number + 1] ?? -1]?.x ?? shape.width;
    parts.push({
      piece: { ...piece, text, index: piece.index + at, before: number === 0 ? piece.before : '' },
      shape: { width: right - left, glyphs: glyphs.map((glyph) => ({ ...glyph, x: glyph.x - left })) },
      cost: costAt(piece.text, at + text.length),
    });
    at += text.length;
  }
  return parts;
}

/** The cost of ending a line before character `at` of a word. */
function costAt(word: string, at: number): number {
  if (/%[0-9A-Fa-f]?$/.test(word.slice(0, at))) return Number.POSITIVE_INFINITY;
  if (!isAddress(word)) return wordCost;
  const good = /[/?&=#]$/.test(word.slice(0, at)) && !/^[/]/.test(word.slice(at));
  return good || /^[.-]/.test(word.slice(at)) ? addressCost : wordCost;
}
