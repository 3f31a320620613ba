import type { Pt } from '../core/units.ts';
import { hyphenationPoints, mayHyphenate } from './hyphenate.ts';
import type { Joint } from './items.ts';
import type { Paragraph } from './paragraph.ts';
import { isAddress, type Piece } from './pieces.ts';
import type { PieceGlyph, ShapedPiece } from './shape-piece.ts';
import type { Hyphenation, StyledRun } from './text-style.ts';

/** Ending a line inside an address at one of its signs. */
const addressCost = 20;
/** Ending it with a hyphen. */
const hyphenCost = 100;
/** Ending it inside a word elsewhere: worse than any loose line, better than one over its measure. */
const wordCost = 1e9;
/** In wider columns lines fill well without hyphens, in em of the word. */
const narrow = 16;

/** What is set whole and may be wider than a line besides words: a rule typed as a row of dashes or dots. */
const rules = new Set<Piece['kind'] | undefined>(['dash', 'ellipsis']);

/** A place inside a piece where a line may end. */
interface Cut {
  readonly cost: number;
  readonly hyphen: boolean;
}

/**
 * Makes words breakable for a measure: an English word at its hyphenation points where the style asks for it, and
 * what is wider than the `least` line at any cost. An address goes after / ? & = # or before . and - and never inside
 * a percent code, without a hyphen, which would be taken for part of it; another word at its hyphenation points
 * first, then between letters; a row of dashes or dots between two of them. A word that is not broken stands as before.
 */
export function splitWords(paragraph: Paragraph, measure: Pt, least: Pt): Paragraph {
  const { style, runs } = paragraph;
  const cuts = paragraph.pieces.map((piece, index) => {
    const wide = (paragraph.shapes[index]?.width ?? 0) > least;
    if (piece.kind !== 'western') return wide && rules.has(piece.kind) ? cutsAnywhere(piece.text) : noCuts;
    const { code, reading } = runs[piece.run] as StyledRun;
    // A hyphen would be taken for part of code; a reading stands over the whole of its word.
    const bare = code !== true && reading === undefined;
    const points = bare && hyphenates(piece, style.hyphenate, measure, wide) ? pointsOf(piece) : noPoints;
    return wide ? cutsOfWide(piece, points) : cutsAt(points);
  });
  if (cuts.every(({ size }) => size === 0)) return paragraph;
  const pieces: Piece[] = [];
  const shapes: ShapedPiece[] = [];
  const joints: Joint[] = [];
  const spaces: (ShapedPiece | undefined)[] = [];
  for (const [index, piece] of paragraph.pieces.entries()) {
    const run = runs[piece.run] as StyledRun;
    const parts = partsOf(piece, paragraph.shapes[index] as ShapedPiece, cuts[index] ?? noCuts);
    for (const part of parts) {
      pieces.push(part.piece);
      shapes.push(part.shape);
      joints.push(part.cut === undefined ? (paragraph.joints[index] as Joint) : jointOf(part, part.cut, run));
      spaces.push(part.cut === undefined ? paragraph.spaces[index] : undefined);
    }
  }
  return { ...paragraph, pieces, shapes, joints, spaces };
}

const noPoints: readonly number[] = [];
const noCuts: ReadonlyMap<number, Cut> = new Map();

function hyphenates(piece: Piece, policy: Hyphenation, measure: Pt, wide: boolean): boolean {
  if (policy === 'never') return false;
  if (wide) return mayHyphenate(piece.text, true);
  if (policy === 'narrow' && measure > narrow * piece.em + 1e-6) return false;
  // A word in two faces, and one that has a hyphen already, is left as it is.
  return piece.text === piece.word && mayHyphenate(piece.text, false);
}

const pointsOf = ({ text }: Piece) => hyphenationPoints(text);

const cutsAt = (points: readonly number[]): ReadonlyMap<number, Cut> =>
  points.length === 0 ? noCuts : new Map(points.map((at) => [at, { cost: hyphenCost, hyphen: true }]));

const cutsAnywhere = (text: string): ReadonlyMap<number, Cut> =>
  new Map(Array.from({ length: text.length - 1 }, (_, at) => [at + 1, { cost: wordCost, hyphen: false }]));

function cutsOfWide({ text }: Piece, points: readonly number[]): ReadonlyMap<number, Cut> {
  const cuts = new Map(cutsAnywhere(text));
  const address = isAddress(text);
  for (const at of cuts.keys()) {
    if (/%[0-9A-Fa-f]?$/.test(text.slice(Math.max(0, at - 2), at))) cuts.delete(at);
    else if (address && isAddressCut(text, at)) cuts.set(at, { cost: addressCost, hyphen: false });
  }
  return new Map([...cuts, ...cutsAt(points)]);
}

const isAddressCut = (text: string, at: number) =>
  (/[/?&=#]/.test(text.charAt(at - 1)) && text[at] !== '/') || /[.-]/.test(text.charAt(at));

interface Part {
  readonly piece: Piece;
  readonly shape: ShapedPiece;
  /** How the line may end after it; missing after the last part. */
  readonly cut: Cut | undefined;
}

/** A piece in parts with the glyphs it has as a whole. A cut inside a ligature is none. */
function partsOf(piece: Piece, shape: ShapedPiece, cuts: ReadonlyMap<number, Cut>): readonly Part[] {
  if (cuts.size === 0) return [{ piece, shape, cut: undefined }];
  const parts: Part[] = [];
  let first = 0;
  let from = 0;
  let at = 0;
  for (const [index, glyph] of shape.glyphs.entries()) {
    at += glyph.text.length;
    const next = shape.glyphs[index + 1];
    const cut = next === undefined || next.text === '' ? undefined : cuts.get(at);
    if (next !== undefined && cut === undefined) continue;
    const left = first === 0 ? 0 : (shape.glyphs[first] as PieceGlyph).x;
    const glyphs = shape.glyphs.slice(first, index + 1).map((each) => ({ ...each, x: each.x - left }));
    parts.push({
      piece: {
        ...piece,
        text: piece.text.slice(from, next === undefined ? undefined : at),
        index: piece.index + from,
        before: from === 0 ? piece.before : '',
      },
      shape: { width: (next?.x ?? shape.width) - left, glyphs },
      cut,
    });
    first = index + 1;
    from = at;
  }
  return parts;
}

function jointOf({ piece, shape }: Part, cut: Cut, run: StyledRun): Joint {
  const joint = { width: 0, em: piece.em, cost: cut.cost };
  // At a line's end the last letter has its own width again, not what its neighbour left it.
  const end = Math.max(...shape.glyphs.map(({ x, advance }) => x + advance));
  const room = end - shape.width;
  return { ...joint, ending: cut.hyphen ? shapeHyphen(shape, room, run) : { width: room, glyphs: [] } };
}

/** The hyphen of a broken word at x, in the face of the letter before it. Readers of the text layer join the word at U+00AD. */
function shapeHyphen({ glyphs }: ShapedPiece, x: Pt, { size, rise = 0 }: StyledRun): ShapedPiece {
  const { face } = glyphs.at(-1) as PieceGlyph;
  const id = face.glyph('-'.codePointAt(0) as number);
  const advance = face.advance(id) * size;
  return { width: x + advance, glyphs: [{ face, id, x, y: rise, advance, text: '\u00ad' }] };
}
