import { copyCharacters } from '../core/copy-characters.ts';
import type { Pt } from '../core/units.ts';
import { hyphenationPoints, mayHyphenate } from './hyphenate.ts';
import type { BreakOpportunity } from './items.ts';
import type { Paragraph } from './paragraph.ts';
import { isAddress, type TextUnit } from './pieces.ts';
import { isAccent } from './place-accent.ts';
import type { ShapedUnit, UnitGlyph } from './shape-piece.ts';
import type { Hyphenation, StyledRun } from './text-style.ts';

/** Ending a line inside an address at one of its signs. */
const addressCost = 20;
/** Ending it with a hyphen. */
const hyphenCost = 100;
/** Ending it inside a word elsewhere: worse than any loose line, better than one over its measure. */
const wordCost = 1e9;
/** In wider columns lines fill well without hyphens, in em of the word. */
const narrow = 16;

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
  const cuts = cutsOfAll(paragraph, measure, least);
  if (cuts.size === 0) return paragraph;
  const pieces: TextUnit[] = [];
  const shapes: ShapedUnit[] = [];
  const joints: BreakOpportunity[] = [];
  const spaces = new Map<number, ShapedUnit>();
  for (const [index, piece] of paragraph.units.entries()) {
    const run = paragraph.runs[piece.run] as StyledRun;
    const joint = paragraph.opportunities[index] as BreakOpportunity;
    const parts = partsOf(piece, paragraph.shapes[index] as ShapedUnit, cuts.get(index) ?? noCuts);
    for (const part of parts) {
      pieces.push(part.piece);
      shapes.push(part.shape);
      const between = part === parts.at(-1) ? joint : solidJoint(piece.em);
      joints.push(part.cut === undefined ? joint : { ...between, ...endOf(part, part.cut, run) });
      const space = part.cut === undefined ? paragraph.spaces.get(index) : undefined;
      if (space !== undefined) spaces.set(pieces.length - 1, space);
    }
  }
  return { ...paragraph, units: pieces, shapes, opportunities: joints, spaces };
}

/** Inside a word there is no space. */
const solidJoint = (em: Pt): BreakOpportunity => ({
  width: 0,
  em,
  shrink: [],
  stretch: undefined,
  cost: 0,
  hyphen: undefined,
  hang: 0,
});

const noCuts: ReadonlyMap<number, Cut> = new Map();

/** The cuts of each piece that has any. */
function cutsOfAll(
  paragraph: Paragraph,
  measure: Pt,
  least: Pt,
): ReadonlyMap<number, ReadonlyMap<number, Cut>> {
  const { units, shapes } = paragraph;
  const found = new Map<number, ReadonlyMap<number, Cut>>();
  for (let from = 0; from < units.length; from += 1) {
    const { kind } = units[from] as TextUnit;
    if (kind !== 'western' && kind !== 'dash' && kind !== 'ellipsis') continue;
    let to = from;
    let width = shapes[from]?.width ?? 0;
    while (units[to + 1]?.join === 'word') {
      to += 1;
      width += shapes[to]?.width ?? 0;
    }
    const word = units.slice(from, to + 1);
    const dealt = dealOut(cutsOf(word, paragraph, measure, width > least), word);
    for (const [index, cuts] of dealt.entries()) if (cuts.size > 0) found.set(from + index, cuts);
    from = to;
  }
  return found;
}

/** The cuts of a word, which a change of run may have cut into pieces already, or of a piece of another kind. */
function cutsOf(
  pieces: readonly TextUnit[],
  { style, runs }: Paragraph,
  measure: Pt,
  wide: boolean,
): ReadonlyMap<number, Cut> {
  const [first] = pieces as [TextUnit];
  const text = pieces.map((piece) => piece.text).join('');
  // A rule typed as a row of dashes or dots.
  if (first.kind !== 'western') return wide ? cutsAnywhere(text) : noCuts;
  // A hyphen would be taken for part of code; a reading stands over the whole of its word.
  const bare = pieces.every(({ run }) => runs[run]?.code !== true && runs[run]?.ruby === undefined);
  const points =
    bare && hyphenates(pieces, text, style.hyphenate, measure, wide) ? hyphenationPoints(text) : [];
  return wide ? cutsOfWide(text, points) : cutsAt(points);
}

/** Gives each piece its cuts, counted from its own beginning; one at its end is where the run changes. */
function dealOut(
  cuts: ReadonlyMap<number, Cut>,
  pieces: readonly TextUnit[],
): readonly ReadonlyMap<number, Cut>[] {
  if (pieces.length === 1) return [cuts];
  let begins = 0;
  return pieces.map(({ text }) => {
    const own = new Map<number, Cut>();
    for (let at = 1; at <= text.length; at += 1) {
      const cut = cuts.get(begins + at);
      if (cut !== undefined) own.set(at, cut);
    }
    begins += text.length;
    return own;
  });
}

function hyphenates(
  pieces: readonly TextUnit[],
  text: string,
  policy: Hyphenation,
  measure: Pt,
  wide: boolean,
): boolean {
  const [{ em, word }] = pieces as [TextUnit];
  if (policy === 'never') return false;
  if (wide) return mayHyphenate(text, true);
  if (policy === 'narrow' && measure > narrow * em + 1e-6) return false;
  // A word in two faces, and one that has a hyphen already, is left as it is.
  return pieces.length === 1 && text === word && mayHyphenate(text, false);
}

const cutsAt = (points: readonly number[]): ReadonlyMap<number, Cut> =>
  points.length === 0 ? noCuts : new Map(points.map((at) => [at, { cost: hyphenCost, hyphen: true }]));

const cutsAnywhere = (text: string): ReadonlyMap<number, Cut> =>
  new Map(Array.from({ length: text.length - 1 }, (_, at) => [at + 1, { cost: wordCost, hyphen: false }]));

function cutsOfWide(text: string, points: readonly number[]): ReadonlyMap<number, Cut> {
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
  readonly piece: TextUnit;
  readonly shape: ShapedUnit;
  /** How the line may end after it; missing after the last part. */
  readonly cut: Cut | undefined;
}

/** The second glyph of a character, and an accent, stay with the glyph before them. */
const isBound = (text: string) => text === '' || isAccent(text);

/** A piece in parts with the glyphs it has as a whole. A cut inside a ligature is none. */
function partsOf(piece: TextUnit, shape: ShapedUnit, cuts: ReadonlyMap<number, Cut>): readonly Part[] {
  if (cuts.size === 0) return [{ piece, shape, cut: undefined }];
  const parts: Part[] = [];
  let first = 0;
  let from = 0;
  let at = 0;
  for (const [index, glyph] of shape.glyphs.entries()) {
    at += glyph.text.length;
    const next = shape.glyphs[index + 1];
    const cut = next !== undefined && isBound(next.text) ? undefined : cuts.get(at);
    if (next !== undefined && cut === undefined) continue;
    const left = first === 0 ? 0 : (shape.glyphs[first] as UnitGlyph).x;
    const glyphs = shape.glyphs.slice(first, index + 1).map((each) => ({ ...each, x: each.x - left }));
    const text = piece.text.slice(from, next === undefined ? undefined : at);
    parts.push({
      piece: { ...piece, text, index: piece.index + from, spaceBefore: from === 0 ? piece.spaceBefore : '' },
      shape: { width: (next?.x ?? shape.width) - left, glyphs, characters: copyCharacters(text) },
      cut,
    });
    first = index + 1;
    from = at;
  }
  return parts;
}

/** How the line ends after a part. */
function endOf(
  { shape }: Part,
  { cost, hyphen }: Cut,
  run: StyledRun,
): Pick<BreakOpportunity, 'cost' | 'hyphen'> {
  // At a line's end the last letter has its own width again, not what its neighbour left it.
  const end = Math.max(...shape.glyphs.map(({ x, advance }) => x + advance));
  const room = end - shape.width;
  return {
    cost,
    hyphen: hyphen ? shapeHyphen(shape, room, run) : { width: room, glyphs: [], characters: 0 },
  };
}

/** The hyphen of a broken word at x, in the face of the letter before it. Readers of the text layer join the word at U+00AD. */
function shapeHyphen({ glyphs }: ShapedUnit, x: Pt, { size, rise = 0 }: StyledRun): ShapedUnit {
  const { face } = glyphs.at(-1) as UnitGlyph;
  const id = face.glyph('-'.codePointAt(0) as number);
  const advance = face.advance(id) * size;
  return { width: x + advance, glyphs: [{ face, id, x, y: rise, advance, text: '\u00ad' }], characters: 0 };
}
