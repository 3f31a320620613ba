import { black, type Ink } from '../core/ink.ts';
import type { Place } from '../core/place.ts';
import { millimetre, type Pt, toPt } from '../core/units.ts';
import type { QrCode, Run } from '../issue/issue.ts';
import { tagOps, translate } from '../paint/ops.ts';
import type { PaintOp, PartStep, Path } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';
import { prepareParagraph, setLine } from '../text/set-lines.ts';
import type { Line, StyledRun } from '../text/text-style.ts';
import type { Piece } from './galley.ts';
import { ascent, paintLine } from './paint-line.ts';
import { setRuns } from './paragraph.ts';
import { type Column, makePiece, partAt, type SettingContext } from './pieces.ts';
import { encodeQr, type Modules, makeQr, minSide } from './qr-code.ts';
import { paragraphStyle, styleRuns } from './style-runs.ts';

/** Default sides, quiet zone included, of a code in the text and of a link's code; 20 mm is the minimum for newsprint. */
const defaultSide = { block: 22 * millimetre, link: 20 * millimetre };

/** Any phone reads modules of 0.5 mm from newsprint; this is their size in units of the smallest legible one. */
const comfortable = 0.5 / 0.33;

/** Characters that a line of a broken caption must hold to be beside the code. */
const minBeside = 8;

/** Leading of caption lines, in em. */
const captionLeading = 1.35;

/** Sets a QR block: the code, and its caption beside it if the column is wide enough, else below. */
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

/** Sets a small code for each link of a paragraph that has `{qr}`, with the link's text as its caption. */
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

/** A caption, and whether it is beside the code or below it. */
interface SetCaption {
  readonly lines: readonly Line[];
  readonly width: Pt;
  readonly beside: boolean;
}

/** Sets the author's lines beside the code, or else below it; lines too long for both are broken. */
function setCaption(
  captions: readonly (readonly StyledRun[])[],
  side: Pt,
  column: Column,
  context: SettingContext,
): SetCaption {
  const style = context.template.styles['qr-caption'];
  const widest = (lines: readonly Line[]) => Math.max(0, ...lines.map(({ width }) => width));
  const room = column.width - side - style.size;
  const unbroken = captions.map((runs) =>
    setLine(prepareParagraph(runs, context.fonts, paragraphStyle(style, context.template), context.report)),
  );
  const width = widest(unbroken);
  if (width <= column.width) return { lines: unbroken, width, beside: unbroken.length > 0 && width <= room };
  const beside = room >= minBeside * style.size;
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
  const modules = encodeQr(code.data.value, code.level);
  const requested = qrSide(code, modules, usual, { em: grid.size, zi: grid.size, hang: grid.leading });
  const side = Math.min(requested, column.width);
  const qr = makeQr(code, modules, side, context.report);
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
  const symbol = qr === undefined ? [] : [...patch(side, context), paintCode(qr.path, code)];
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

const paper: Ink = { c: 0, m: 0, y: 0, k: 0 };

/** The paper that a code needs where it is on a tint, its quiet zone included: ISO/IEC 18004, 6.3.8. */
function patch(side: Pt, { ground = 0 }: SettingContext): readonly PaintOp[] {
  if (ground === 0) return [];
  return [{ op: 'fill', path: rectangle({ x: 0, y: 0, width: side, height: side }), ink: paper }];
}

/** The structure element of a code. Its alternative text is what the code says. */
export const codeFigure = ({ data: { value, place } }: QrCode): PartStep => ({
  ...partAt('Figure', place),
  alt: `二维码：${value}`,
});

/** Paints the symbol of a code. On a screen a click on it follows its link. */
export const paintCode = (path: Path, code: QrCode): PaintOp => ({
  op: 'fill',
  path,
  ink: black,
  link: { url: code.data.value },
  part: [codeFigure(code)],
});

/** The requested side, or `usual`, or more if that would make the modules too small. */
function qrSide(
  code: QrCode,
  modules: Modules | undefined,
  usual: Pt,
  units: Parameters<typeof toPt>[1],
): Pt {
  if (code.size !== undefined) return toPt(code.size.value, units);
  return Math.max(usual, comfortable * (modules === undefined ? 0 : minSide(modules)));
}
