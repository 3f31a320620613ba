import type { Diagnostic } from '../core/diagnostics.ts';
import type { Ink } from '../core/ink.ts';
import type { Pt } from '../core/units.ts';
import type { Galley } from '../galley/galley.ts';
import { ascent, gridBaseline } from '../galley/paint-line.ts';
import type { Dummy, DummyPage } from '../makeup/dummy.ts';
import { translate } from '../paint/ops.ts';
import type { PaintOp, Path, Publication, Sheet } from '../paint/paint.ts';
import { glyphOutline, rectangle, rotatePath } from '../paint/paths.ts';
import { formatDate } from '../sheet/date-text.ts';
import { type FurnitureContext, middleBaseline, paintLineAt, setText } from '../sheet/furniture.ts';
import type { Style, Template } from '../template/template.ts';
import { type NumberedMessage, numberMessages } from './locate-messages.ts';
import { makeMessagePages, paintPageTitle } from './message-pages.ts';
import { makeOversetPages } from './overset-pages.ts';

/** A marked proof: the sheets with their marks, and further pages that are not part of the newspaper. */
export interface Proof {
  readonly publication: Publication;
  readonly notes: readonly Sheet[];
}

/** Light enough that the text over it stays legible. */
const watermarkInk: Ink = { c: 0, m: 0, y: 0, k: 9 };
const numberInk: Ink = { c: 0, m: 0, y: 0, k: 60 };
const messageInk: Ink = { c: 0, m: 100, y: 100, k: 0 };
const paper: Ink = { c: 0, m: 0, y: 0, k: 0 };

/** Every fifth line is numbered. */
const numberedLines = 5;
/** Marks beside a column: type size, distance from the column and width of a bar, in points. */
const marginal = { size: 5, gap: 2, bar: 1 };
/** Width of the watermark relative to the type area, size of its date relative to its own, and its slope in degrees. */
const watermarkShape = { width: 0.72, date: 0.2, slope: -30 };

/** Size of the note in the head margin, relative to the height of the margin. */
const headSize = 0.3;

/**
 * Makes a marked proof (校样) of a publication. Every sheet gets a watermark under its text, line numbers beside the
 * columns, and a red bar with a number beside each line that has a message. The further pages show the overset copy
 * and list the messages by number. The ops of the sheets themselves are unchanged.
 */
export function markProof(
  publication: Publication,
  dummy: Dummy,
  galleys: readonly Galley[],
  messages: readonly Diagnostic[],
  template: Template,
  context: FurnitureContext,
): Proof {
  const numbered = numberMessages(messages, dummy, galleys);
  const date = dateOf(publication.info.date);
  const sheets = publication.sheets.map((sheet, index): Sheet => {
    const page = dummy.pages[index];
    if (page === undefined) throw new Error('a sheet was finished that was never planned');
    const columns = columnsOf(page, galleys, template);
    const marked = markedLines(numbered.filter(({ pagePlace }) => pagePlace?.page === index + 1));
    const over = [
      headNote(date, template, context),
      ...lineNumbers(page, index, columns, marked, galleys, template, context),
      ...marked.flatMap((line) => messageMark(line, columns, template, context)),
    ];
    const under = watermark(date, template, context);
    return { ...sheet, ops: [...translate(under, 0, 0), ...sheet.ops, ...translate(over, 0, 0)] };
  });
  const notes = [
    ...makeOversetPages(
      dummy,
      galleys,
      (page) => paintPageTitle('排不下的文字', page, template, context),
      template,
    ),
    ...makeMessagePages(numbered, template, context),
  ];
  return { publication: { ...publication, sheets }, notes };
}

function dateOf(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number) as [number, number, number];
  return formatDate({ year, month, day });
}

/** 校样 and the date across the middle of the sheet, as outlines, so that text search and the copy count ignore them. */
function watermark(date: string, template: Template, context: FurnitureContext): readonly PaintOp[] {
  const { area, headlines } = template;
  const size = (watermarkShape.width * area.width) / 2;
  const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  const style: Style = { ...headlines.lead, size, indent: 0, tracking: 0, ink: watermarkInk };
  const small = { ...style, size: size * watermarkShape.date };
  const path = [
    ...outlinesOf('校样', style, middle.x, middle.y, context),
    ...outlinesOf(date, small, middle.x, middle.y + small.size * 1.6, context),
  ];
  return [{ op: 'fill', path: rotatePath(path, middle, watermarkShape.slope), ink: watermarkInk }];
}

/** The same words, small, in the head margin, where no picture can cover them. */
function headNote(date: string, template: Template, context: FurnitureContext): PaintOp {
  const { area, headlines } = template;
  const size = area.y * headSize;
  const style: Style = { ...headlines.lead, size, indent: 0, tracking: 0, ink: numberInk };
  const baseline = middleBaseline(0, area.y, size);
  const path = outlinesOf(`校样　${date}`, style, area.x + area.width / 2, baseline, context);
  return { op: 'fill', path, ink: numberInk };
}

function outlinesOf(words: string, style: Style, middle: Pt, baseline: Pt, context: FurnitureContext): Path {
  const line = setText([words], style, context);
  const left = middle - line.width / 2;
  return line.runs.flatMap(({ face, size, ids, xs, ys }) =>
    ids.flatMap((id, at) =>
      glyphOutline(context.fonts.face(face), id, left + xs[at]!, baseline - (ys?.[at] ?? 0), size),
    ),
  );
}

/** The left edges of the columns of a page, and their common width. */
interface Columns {
  readonly lefts: readonly Pt[];
  readonly width: Pt;
}

function columnsOf({ placements }: DummyPage, galleys: readonly Galley[], { area }: Template): Columns {
  const galley = galleys[placements[0]?.galley ?? -1];
  if (galley === undefined) return { lefts: [area.x], width: area.width };
  const { columns, pitch, gutter } = galley;
  return {
    lefts: Array.from({ length: columns }, (_, index) => area.x + index * pitch),
    width: pitch - gutter,
  };
}

/** The messages that are marked at one line of a column; their numbers are consecutive, from `first` to `last`. */
interface MarkedLine {
  readonly column: number;
  readonly line: number;
  /** Length of the bar: the maximum of the messages. */
  readonly lines: number;
  readonly first: number;
  readonly last: number;
}

function markedLines(messages: readonly NumberedMessage[]): readonly MarkedLine[] {
  const marked: MarkedLine[] = [];
  for (const { number, pagePlace } of messages) {
    if (pagePlace === undefined) continue;
    const { column, line, lines } = pagePlace;
    const before = marked.at(-1);
    if (before?.column === column && before.line === line) {
      marked.pop();
      marked.push({ ...before, lines: Math.max(lines, before.lines), last: number });
    } else marked.push({ column, line, lines, first: number, last: number });
  }
  return marked;
}

/**
 * Numbers every fifth line of the page grid at the left of each column, except where a wide piece covers the gutter or
 * the gutter already shows the number of a message.
 */
function lineNumbers(
  page: DummyPage,
  index: number,
  { lefts }: Columns,
  marked: readonly MarkedLine[],
  galleys: readonly Galley[],
  template: Template,
  context: FurnitureContext,
): readonly PaintOp[] {
  const { area, grid, masthead, dateline, folio } = template;
  const style = { ...template.foot.text, size: marginal.size, ink: numberInk };
  const head = index === 0 ? masthead.lines + dateline.lines : folio.lines;
  const rows = Array.from({ length: grid.lines }, (_, row) => row + 1).filter(
    (line) => line > head && line % numberedLines === 0,
  );
  return lefts.flatMap((left, column) =>
    rows
      .filter((line) => !isCovered(page, left - area.x, line, galleys))
      .filter((line) => !marked.some((one) => one.column === column && one.line === line))
      .flatMap((line) => {
        const baseline = area.y + (line - 1) * grid.leading + gridBaseline(template);
        return paintLineAt(setText([`${line}`], style, context), left - marginal.gap, baseline, 'right');
      }),
  );
}

/** Whether a headline or a picture that spans several columns covers, at this line, the gutter to the left of x. */
function isCovered({ placements }: DummyPage, x: Pt, line: number, galleys: readonly Galley[]): boolean {
  return placements.some(({ galley, part, x: left, line: top, lines }) => {
    const { pitch = 0 } = galleys[galley] ?? {};
    const span = part.kind === 'body' ? 1 : part.span;
    return left < x - 1 && left + (span - 0.5) * pitch > x && line > top && line <= top + lines;
  });
}

/** A bar at the right of the lines and, beside it, the number of the message, or the first and last of several. */
function messageMark(
  { column, line, lines, first, last }: MarkedLine,
  { lefts, width }: Columns,
  { area, grid, styles }: Template,
  context: FurnitureContext,
): readonly PaintOp[] {
  const left = lefts[column - 1];
  if (left === undefined) return [];
  const x = left + width + marginal.gap / 2;
  const y = area.y + (line - 1) * grid.leading;
  const height = (lines - 1) * grid.leading + grid.size;
  const style = { ...styles['table-head'], size: marginal.size, ink: messageInk };
  const numbers = (first === last ? [`${first}`] : [`${first}`, `–${last}`]).map((number) =>
    setText([number], style, context),
  );
  const ground = {
    x: x + 1.5 * marginal.bar,
    y,
    width: Math.max(...numbers.map((number) => number.width)) + marginal.bar,
    height: numbers.length * marginal.size,
  };
  return [
    { op: 'fill', path: rectangle({ x, y, width: marginal.bar, height }), ink: messageInk },
    // A white background for the number: in a narrow gutter the column rule would run through it.
    { op: 'fill', path: rectangle(ground), ink: paper },
    ...numbers.flatMap((number, row) =>
      paintLineAt(number, x + 2 * marginal.bar, y + (ascent + row) * marginal.size),
    ),
  ];
}
