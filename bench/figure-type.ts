import { openDesk } from '../src/cli/desk.ts';
import { black } from '../src/core/ink.ts';
import { packageRoot } from '../src/core/package-root.ts';
import type { Pt } from '../src/core/units.ts';
import { openFontBook } from '../src/fonts/font-book.ts';
import { paintLine } from '../src/galley/paint-line.ts';
import { translate } from '../src/paint/ops.ts';
import type { PaintOp } from '../src/paint/paint.ts';
import { rectangle } from '../src/paint/paths.ts';
import { loadTemplate } from '../src/template/load-template.ts';
import type { Template } from '../src/template/template.ts';
import { prepareParagraph, setLine, setLines } from '../src/text/set-lines.ts';
import { type Line, type ParagraphStyle, type StyledRun, standardRules } from '../src/text/text-style.ts';

// The fonts and grid of the bundled template, and the parts that the figures of docs/typography.md are made of.

export const place = { file: 'docs/typography.md' };
export const grey = { ...black, k: black.k * 0.6 };

/** Ops relative to a top left corner, and their size. */
export interface Figure {
  readonly width: Pt;
  readonly height: Pt;
  readonly ops: readonly PaintOp[];
}

/** The desk for all figures: it collects their messages. */
export const { desk, messages } = openDesk(place.file, packageRoot);
export const template = await loaded();
export const fonts = await openFontBook(template.fonts, desk);
export const { size, leading } = template.grid;

async function loaded(): Promise<Template> {
  const empty = new Map();
  const overrides = { fonts: empty, print: empty, typography: empty };
  const found = await loadTemplate({ value: 'tabloid', place }, overrides, desk);
  if (found === undefined) throw new Error(JSON.stringify(messages()));
  return found;
}

export const run = (text: string, more: Partial<StyledRun> = {}): StyledRun => ({
  text,
  role: 'song',
  size,
  ink: black,
  place,
  ...more,
});
const body: ParagraphStyle = {
  ...standardRules,
  align: 'justify',
  indent: 0,
  hangingIndent: 0,
  tracking: 0,
};
export const setIn = (runs: readonly StyledRun[], measure: number, style: Partial<ParagraphStyle> = {}) =>
  setLines(prepareParagraph(runs, fonts, { ...body, ...style }, desk.report), measure * size);
export const lineOf = (text: string, more: Partial<StyledRun> = {}): Line =>
  setLine(prepareParagraph([run(text, more)], fonts, body, desk.report));

/** Paints lines below each other; y = 0 is the top of the first em box. */
export const inked = (lines: readonly Line[], step: Pt, em: Pt = size): readonly PaintOp[] =>
  lines.flatMap((line, number) => paintLine(line, 0, number * step + 0.88 * em));
export const moved = (ops: readonly PaintOp[], x: Pt, y: Pt): readonly PaintOp[] => translate(ops, x, y);
export const upright = (x: Pt, top: Pt, height: Pt): PaintOp => ({
  op: 'fill',
  path: rectangle({ x: x - 0.15, y: top, width: 0.3, height }),
  ink: grey,
});
export const label = (text: string, x: Pt, y: Pt): readonly PaintOp[] =>
  moved(inked([lineOf(text, { role: 'hei', size: 7.5, ink: grey })], 0, 7.5), x, y);

/** Columns of one measure (in em), each below its name, separated by hairlines. */
export function columns(measure: number, sets: readonly (readonly [string, readonly Line[]])[]): Figure {
  const gap = 2 * size;
  const head = 16;
  const height = head + Math.max(...sets.map(([, set]) => set.length)) * leading;
  const ops = sets.flatMap(([name, set], column) => {
    const x = column * (measure * size + gap);
    const rule = column === 0 ? [] : [upright(x - gap / 2, 0, height)];
    return [...rule, ...label(name, x, 0), ...moved(inked(set, leading), x, head)];
  });
  return { width: sets.length * (measure * size + gap) - gap, height, ops };
}
