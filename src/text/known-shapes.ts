import type { Report } from '../core/diagnostics.ts';
import type { Pt } from '../core/units.ts';
import type { FontBook } from '../fonts/font-book.ts';
import type { TextUnit } from './pieces.ts';
import { type ShapedUnit, shapeUnit } from './shape-piece.ts';
import type { StyledRun } from './text-style.ts';

/** Shaped pieces of one voice, by their kind and text: a mark may be of several kinds. */
type KnownShapes = Map<TextUnit['kind'], Map<string, ShapedUnit>>;

/** What has been shaped with the fonts of a book, by voice: most characters of a page stand on it many times. */
const books = new WeakMap<FontBook, Map<string, KnownShapes>>();

/** Gives each piece its glyphs and its width; pieces of one kind, text and voice share them. */
export function shapeUnits(
  pieces: readonly TextUnit[],
  runs: readonly StyledRun[],
  fonts: FontBook,
  report: Report,
  tracking: Pt,
): readonly ShapedUnit[] {
  const voices = runs.map((run) => voiceOf(run, fonts, tracking));
  const shapes: ShapedUnit[] = [];
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] as TextUnit;
    const kinds = voices[piece.run] as KnownShapes;
    const known = kinds.get(piece.kind)?.get(piece.text);
    shapes.push(known ?? shapeAnew(piece, runs[piece.run] as StyledRun, fonts, report, tracking, kinds));
  }
  return shapes;
}

/** All that a shape depends on but for its piece. */
function voiceOf({ role, western, size, rise }: StyledRun, fonts: FontBook, tracking: Pt): KnownShapes {
  const voices = keptIn(books, fonts, () => new Map<string, KnownShapes>());
  const name = `${role}\n${western ?? ''}\n${size} ${rise ?? 0} ${tracking}`;
  return keptIn(voices, name, () => new Map());
}

/** A piece with a character that no face has is not kept: that is told wherever it stands. */
function shapeAnew(
  piece: TextUnit,
  run: StyledRun,
  fonts: FontBook,
  report: Report,
  tracking: Pt,
  kinds: KnownShapes,
): ShapedUnit {
  let missing = false;
  const tell: Report = (...trouble) => {
    missing = true;
    report(...trouble);
  };
  const shape = shapeUnit(piece, run, fonts, tell, tracking);
  if (!missing) keptIn(kinds, piece.kind, () => new Map()).set(piece.text, shape);
  return shape;
}

interface Kept<K, V> {
  readonly get: (key: K) => V | undefined;
  readonly set: (key: K, value: V) => unknown;
}

function keptIn<K, V>(kept: Kept<K, V>, key: K, make: () => V): V {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  kept.set(key, made);
  return made;
}
