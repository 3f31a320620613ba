import { black } from '../core/ink.ts';
import type { Place } from '../core/place.ts';
import { millimetre, type Pt, toPt } from '../core/units.ts';
import type { QrCode, Run } from '../issue/issue.ts';
import { tagOps, translate } from '../paint/ops.ts';
import type { PaintOp, PartStep, Path } from '../paint/paint.ts';
import { prepareParagraph, setLine } from '../text/set-lines.ts';
import type { Line, StyledRun } from '../text/text-style.ts';
import type { Piece } from './galley.ts';
import { ascent, paintLine } from './paint-line.ts';
import { setRuns } from './paragraph.ts';
import { type Column, makePiece, partAt, type SettingContext } from './pieces.ts';
import { makeQr, minSide } from './qr-code.ts';
import { paragraphStyle, styleRuns } from './style-runs.ts';

/** Default sides with the quiet zone: 22 mm in the text, 20 mm for the code of a link: what newsprint wants at least. */
const defaultSide = { block: 22 * millimetre, link: 20 * millimetre };

/** Modules of 0.5 mm and over are read from newsprint by any telephone; the least that can be is 0.33 mm. */
const easily = 0.5 / 0.33;

/** A caption that has to be broken needs this many characters a line beside the code. */
const leastBeside = 8;

/** Caption lines are set close, a third of their size between them. */
const captionLeading = 1.35;

/** A QR block in the text: the code, and its caption beside it where the column is wide enough, else below. */
export function setQrCode(code: QrCode, place: Place, column: Column, context: SettingContext): Piece {
  const style = context.template.styles['qr-caption'];
  const captions = linesOf(code.caption).map((line) => styleRuns(line, style, context.template));
  return setCode(code, captions, defaultSide.block, place, column, context);
}

function linesOf(caption: readonly Run[]): readonly (readonly Run[])[] {
  const lines: Run[][] = [];
  for (const run of caption) {
    if (run.text === '\n' || lines.length === 0) lines.push([]);
    if (run.text !== '\n') lines.at(-1)?.push(run);
  }
  return lines;
}

/** The small codes of a paragraph's links that ask for one by `{qr}`, each with its link's text below. */
export function setLinkCodes(
  runs: readonly Run[],
  column: Column,
  context: SettingContext,
): readonly Piece[] {
  const style = context.template.styles['qr-caption'];
  const texts = new Map<string, StyledRun[]>();
  for (const run of runs) {
    const link = run.marks.find((mark) => mark.kind === 'link');
    if (link === undefined || !link.qr) continue;
    const added = styleRuns([{ ...run, marks: [] }], style, context.template).map((styled) => ({
      ...styled,
      added: true as const,
    }));
    texts.set(link.url, [...(texts.get(link.url) ?? []), ...added]);
  }
  return [...texts].map(([url, styled]) => {
    const place = styled[0]?.place ?? { file: '' };
    const code: QrCode = { data: { value: url, place }, caption: [], level: 'M' };
    return setCode(code, [styled], defaultSide.link, place, column, context);
  });
}

/** A caption, and whether it stands beside the code or below it. */
interface SetCaption {
  readonly lines: readonly Line[];
  readonly width: Pt;
  readonly beside: boolean;
}

/** The author's lines, beside the code or else below it; where they are too long for both they are broken. */
function setCaption(
  captions: readonly (readonly StyledRun[])[],
  side: Pt,
  column: Column,
  context: SettingContext,
): SetCaption {
  const style = context.template.styles['qr-caption'];
  const widest = (lines: readonly Line[]) => Math.max(0, ...lines.map(({ width }) => width));
  const room = column.width - side - style.size;
  const own = captions.map((runs) =>
    setLine(prepareParagraph(runs, context.fonts, paragraphStyle(style, context.template), context.report)),
  );
  const width = widest(own);
  if (width <= column.width) return { lines: own, width, beside: own.length > 0 && width <= room };
  const beside = room >= leastBeside * style.size;
  const measure = { ...column, width: beside ? room : column.width };
  const lines = captions.flatMap((runs) => setRuns(runs, style, measure, context, 'start', 0));
  return { lines, width: widest(lines), beside };
}

function setCode(
  code: QrCode,
  captions: readonly (readonly StyledRun[])[],
  usual: Pt,
  place: Place,
  column: Column,
  context: SettingContext,
): Piece {
  const { grid, styles } = context.template;
  const asked = qrSide(code, usual, { em: grid.size, zi: grid.size, hang: grid.leading });
  const side = Math.min(asked, column.width);
  const made = makeQr(code, side, context.report);
  const { size } = styles['qr-caption'];
  const step = size * captionLeading;
  const { lines: text, width: textWidth, beside } = setCaption(captions, side, column, context);
  const textHeight = text.length === 0 ? 0 : (text.length - 1) * step + size;
  const group = beside ? side + size / 2 + textWidth : side;
  const x = column.x + (column.width - group) / 2;
  const height = beside || text.length === 0 ? Math.max(side, textHeight) : side + textHeight;
  const lines = Math.ceil((height + grid.leading - grid.size) / grid.leading);
  const top = (lines * grid.leading - (grid.leading - grid.size) - height) / 2;
  const textX = (line: Line) => (beside ? x + side + size / 2 : column.x + (column.width - line.width) / 2);
  const textTop = beside ? top + (height - textHeight) / 2 : top + side;
  const captioned = text.flatMap((line, index) =>
    paintLine(line, textX(line), textTop + index * step + ascent * size),
  );
  const symbol = made === undefined ? [] : [paintCode(made.path, code)];
  return makePiece({
    lines,
    ops: [
      ...translate(symbol, x, top + (beside ? (height - side) / 2 : 0)),
      ...tagOps(codeFigure(code), tagOps({ role: 'Caption', key: '' }, captioned)),
    ],
    characters: text.reduce((sum, line) => sum + line.characters, 0),
    place,
  });
}

/** A code for those who do not see it: what it says. */
export const codeFigure = ({ data: { value, place } }: QrCode): PartStep => ({
  ...partAt('Figure', place),
  alt: `二维码：${value}`,
});

/** The symbol of a code; on a screen a click on it does what scanning it does. */
export const paintCode = (path: Path, code: QrCode): PaintOp => ({
  op: 'fill',
  path,
  ink: black,
  link: { url: code.data.value },
  part: [codeFigure(code)],
});

/** The side as asked; without a wish the usual one, grown where the code has so many modules that they need more. */
function qrSide(code: QrCode, usual: Pt, context: Parameters<typeof toPt>[1]): Pt {
  if (code.size !== undefined) return toPt(code.size.value, context);
  return Math.max(usual, easily * (minSide(code) ?? 0));
}
