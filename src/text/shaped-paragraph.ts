import type { Report } from '../core/diagnostics.ts';
import type { Pt } from '../core/units.ts';
import type { FontBook } from '../fonts/font-book.ts';
import { type BreakBuffers, createBreakBuffers } from './break-lines.ts';
import {
  type BreakOpportunity,
  createOpportunityCache,
  type OpportunityCache,
} from './break-opportunities.ts';
import { type ShapedUnit, shapeUnit } from './shape-unit.ts';
import type { Line, ParagraphStyle, RubyText, StyledRun } from './text-style.ts';
import type { TextUnit } from './text-units.ts';

/** A paragraph that is shaped and can be broken to any measure. Opaque outside this folder. */
export interface Paragraph {
  readonly runs: readonly StyledRun[];
  readonly style: ParagraphStyle;
  /** One shape, and one break opportunity after it, for each unit. */
  readonly units: readonly TextUnit[];
  readonly shapes: readonly ShapedUnit[];
  readonly opportunities: readonly BreakOpportunity[];
  /** The glyphs of typed spaces, by the unit before them. */
  readonly spaces: ReadonlyMap<number, ShapedUnit>;
  readonly ruby: SetRuby;
  readonly buffers: BreakBuffers;
}

/** The set line of each ruby text of a paragraph. */
export type SetRuby = ReadonlyMap<RubyText, Line>;

/** Shaped units of one style key, by kind and text: a mark may be of several kinds. */
type ShapesOfStyle = Map<TextUnit['kind'], Map<string, ShapedUnit>>;

/** What the paragraphs set with one font book share. */
interface TextCaches {
  /** By style key: most characters of a page occur many times. */
  readonly shapes: Map<string, ShapesOfStyle>;
  readonly opportunities: OpportunityCache;
  /** One string for each UTF-16 unit. */
  readonly interned: Map<number, string>;
  readonly breakBuffers: BreakBuffers;
}

const cachesByBook = new WeakMap<FontBook, TextCaches>();

/**
 * Returns the caches of a font book. They live as long as the book, and books share nothing. Setting is synchronous and no
 * buffer's content outlives a call, so that builds with the same book may interleave.
 */
export function textCaches(fonts: FontBook): TextCaches {
  return getOrAdd(cachesByBook, fonts, () => ({
    shapes: new Map(),
    opportunities: createOpportunityCache(),
    interned: new Map(),
    breakBuffers: createBreakBuffers(),
  }));
}

/** Shapes each unit; units of one kind, text and style key share one shape. */
export function shapeUnits(
  units: readonly TextUnit[],
  runs: readonly StyledRun[],
  fonts: FontBook,
  report: Report,
  tracking: Pt,
): readonly ShapedUnit[] {
  const { shapes: cache } = textCaches(fonts);
  const shapesByRun = runs.map((run) => getOrAdd(cache, styleKey(run, tracking), () => new Map()));
  const shapes: ShapedUnit[] = [];
  for (let index = 0; index < units.length; index += 1) {
    const unit = units[index] as TextUnit;
    const cached = shapesByRun[unit.run] as ShapesOfStyle;
    const shape = cached.get(unit.kind)?.get(unit.text);
    shapes.push(shape ?? shapeAndCache(unit, runs[unit.run] as StyledRun, fonts, report, tracking, cached));
  }
  return shapes;
}

/** All that determines a shape, apart from its unit and the font book. */
const styleKey = ({ role, western, size, rise }: StyledRun, tracking: Pt): string =>
  `${role}\n${western ?? ''}\n${size} ${rise ?? 0} ${tracking}`;

/** A unit with a missing glyph is not cached, because it is reported wherever it occurs. */
function shapeAndCache(
  unit: TextUnit,
  run: StyledRun,
  fonts: FontBook,
  report: Report,
  tracking: Pt,
  cached: ShapesOfStyle,
): ShapedUnit {
  let missing = false;
  const reportAndNote: Report = (...message) => {
    missing = true;
    report(...message);
  };
  const shape = shapeUnit(unit, run, fonts, reportAndNote, tracking);
  if (!missing) getOrAdd(cached, unit.kind, () => new Map()).set(unit.text, shape);
  return shape;
}

interface MapLike<K, V> {
  readonly get: (key: K) => V | undefined;
  readonly set: (key: K, value: V) => unknown;
}

function getOrAdd<K, V>(map: MapLike<K, V>, key: K, create: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const created = create();
  map.set(key, created);
  return created;
}

/**
 * Returns a function that gives the natural width of the text between two UTF-16 offsets of the paragraph, set as a line
 * of its own. After linear preparation each call takes constant time: a headline asks for every pair of its breaks.
 */
export function naturalWidths({
  units,
  shapes,
  opportunities,
  runs,
}: Paragraph): (from: number, to: number) => Pt {
  const runOffsets = [0];
  for (const { text } of runs) runOffsets.push((runOffsets.at(-1) as number) + text.length);
  const offsets = units.map(({ run, index }) => (runOffsets[run] as number) + index);
  const ends: Pt[] = [];
  const starts: Pt[] = [0];
  for (const [index, { width }] of shapes.entries()) {
    const end = (starts[index] as Pt) + width;
    ends.push(end);
    starts.push(end + (opportunities[index]?.width ?? 0));
  }
  // The number of units that begin before each offset.
  const unitsBefore: number[] = [];
  for (const [index, offset] of [...offsets, runOffsets.at(-1) as number].entries())
    while (unitsBefore.length <= offset) unitsBefore.push(index);
  return (from, to) => {
    const [first, next] = [unitsBefore[from] as number, unitsBefore[to] as number];
    return next <= first ? 0 : (ends[next - 1] as Pt) - (starts[first] as Pt);
  };
}
