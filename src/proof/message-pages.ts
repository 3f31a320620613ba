import { dirname, relative } from 'node:path';
import type { PagePlace, Place } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import { ascent, paintLine } from '../galley/paint-line.ts';
import { translate } from '../paint/ops.ts';
import type { PaintOp, Sheet } from '../paint/paint.ts';
import type { FurnitureContext } from '../sheet/furniture.ts';
import type { Style, Template } from '../template/template.ts';
import { prepareParagraph, setLines } from '../text/set-lines.ts';
import { type Line, standardRules } from '../text/text-style.ts';
import type { NumberedMessage } from './locate-messages.ts';

/** Leading of the list, space below an entry and width of the number column, in em. */
const leading = 1.5;
const entryGap = 0.5;
const numberWidth = 3;

const severities = { error: '错误', warning: '警告', note: '改动' } as const;

/** Lists the messages by their numbers. Out: the pages of the list; none without messages. */
export function makeMessagePages(
  messages: readonly NumberedMessage[],
  template: Template,
  context: FurnitureContext,
): readonly Sheet[] {
  if (messages.length === 0) return [];
  const { area, trim, foot, styles } = template;
  const plain: Style = { ...foot.text, size: styles.table.size };
  const bold: Style = { ...plain, face: styles['table-head'].face };
  const step = plain.size * leading;
  const pages: PaintOp[][] = [];
  let y = Number.POSITIVE_INFINITY;
  for (const entry of messages) {
    const set = setEntry(entry, area.width - numberWidth * plain.size, { plain, bold }, context);
    if (y + set.length * step > area.height) {
      pages.push([...paintPageTitle('校样问题一览', pages.length, template, context)]);
      y = 2 * step;
    }
    const number = setWords(`${entry.number}`, bold, area.width, context);
    const page = pages.at(-1) as PaintOp[];
    page.push(...inkLines(number, area.x, area.y + y, step));
    page.push(...inkLines(set, area.x + numberWidth * plain.size, area.y + y, step));
    y += set.length * step + entryGap * plain.size;
  }
  return pages.map((ops) => ({ trim, bleed: 0, ops: translate(ops, 0, 0) }));
}

/** The title of the pages added to a proof. In: the words, and the index of the page among those with this title. */
export function paintPageTitle(
  words: string,
  page: number,
  { area, foot, styles }: Template,
  context: FurnitureContext,
): readonly PaintOp[] {
  const { face } = styles['table-head'];
  const { size } = styles.table;
  const title = page === 0 ? words : `${words}（续）`;
  const lines = setWords(title, { ...foot.text, size, face }, area.width, context);
  return inkLines(lines, area.x, area.y, size * leading);
}

function setEntry(
  { message, pagePlace }: NumberedMessage,
  width: Pt,
  { plain, bold }: { readonly plain: Style; readonly bold: Style },
  context: FurnitureContext,
): readonly Line[] {
  const { severity, place, text, hint } = message;
  const where = pagePlace === undefined ? '' : `${pagePlaceName(pagePlace)}　`;
  return [
    ...setWords(`${where}${placeName(place, context.file)}　${severities[severity]}`, bold, width, context),
    ...setWords(`${text}。${hint}`, plain, width, context),
  ];
}

function pagePlaceName({ page, column, line, lines }: PagePlace): string {
  const rows = lines === 1 ? `${line}` : `${line}至${line + lines - 1}`;
  return `第 ${page} 版第 ${column} 栏第 ${rows} 行`;
}

/** Names a file relative to the folder of the issue, so that the page does not depend on where the issue is stored. */
function placeName({ file, start }: Place, issue: string): string {
  const name = relative(dirname(issue), file);
  return start === undefined ? name : `${name}:${start.line}:${start.column}`;
}

/** Sets words of the list. Missing glyphs are not reported here: they were reported at their place in the copy. */
function setWords(
  text: string,
  { face, size, ink }: Style,
  width: Pt,
  { fonts, file }: FurnitureContext,
): readonly Line[] {
  const style = { ...standardRules, align: 'start', indent: 0, hangingIndent: 0, tracking: 0 } as const;
  const run = { text, role: face, size, ink, added: true, place: { file } } as const;
  return setLines(
    prepareParagraph([run], fonts, style, () => undefined),
    width,
  );
}

const inkLines = (lines: readonly Line[], x: Pt, y: Pt, step: Pt): readonly PaintOp[] =>
  lines.flatMap((line, index) => paintLine(line, x, y + index * step + ascent * (line.runs[0]?.size ?? 0)));
