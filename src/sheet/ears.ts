import type { ImageFile } from '../assets/image-file.ts';
import type { Size } from '../core/geometry.ts';
import { black } from '../core/ink.ts';
import { type Pt, toPt } from '../core/units.ts';
import { ascent, inkLine } from '../galley/ink-line.ts';
import { encodeQr, makeQr } from '../galley/qr-code.ts';
import type { Ear, Picture, QrCode, Run } from '../issue/issue.ts';
import type { PaintOp } from '../paint/paint.ts';
import { translate } from '../paint/translate.ts';
import type { MastheadDesign } from '../template/template.ts';
import { prepare, setLines } from '../text/set-lines.ts';
import type { Line } from '../text/text-style.ts';
import type { Fittings } from './set-text.ts';

export interface EarFittings extends Fittings {
  readonly image: (picture: Picture) => ImageFile | undefined;
}

/** 报眼, set: how large it is, and its paint from its own left edge and the masthead's top. */
interface SetEar extends Size {
  readonly ops: readonly PaintOp[];
}

/** Distance of caption lines in em, and the white between a code's modules and its caption. */
const captionLeading = 1.4;
const captionGap = 6;

/** The ears from left to right, the last one's edge on the right edge of the type area. */
export function ears(
  list: readonly Ear[],
  design: MastheadDesign,
  right: Pt,
  top: Pt,
  fittings: EarFittings,
): readonly PaintOp[] {
  const set = list.map((ear) => setEar(ear, design, fittings));
  let x = right - earsWidth(set, design);
  return set.flatMap((ear) => {
    const ops = translate(ear.ops, x, top);
    x += ear.width + design.ear.gap;
    return ops;
  });
}

const earsWidth = (set: readonly SetEar[], { ear }: MastheadDesign): Pt =>
  set.reduce((sum, { width }) => sum + width, 0) + ear.gap * Math.max(0, set.length - 1);

/** How much of the masthead the ears take: their width from what stands at their left, and the highest one's height. */
export function sizeOfEars(list: readonly Ear[], design: MastheadDesign, fittings: EarFittings): Size {
  // Their faults are told when they are laid.
  const quiet = { ...fittings, report: () => undefined };
  const set = list.map((ear) => setEar(ear, design, quiet));
  return { width: earsWidth(set, design), height: Math.max(0, ...set.map(({ height }) => height)) };
}

function setEar(ear: Ear, design: MastheadDesign, fittings: EarFittings): SetEar {
  switch (ear.kind) {
    case 'qr':
      return qrEar(ear.code, design, fittings);
    case 'text': {
      const lines = caption(ear.text, design, fittings, 'start');
      return {
        width: widthOf(lines),
        height: heightOf(lines, design),
        ops: captionOps(lines, 0, 0, design),
      };
    }
    case 'image':
      return imageEar(ear.picture, design, fittings);
  }
}

function qrEar(code: QrCode, design: MastheadDesign, fittings: EarFittings): SetEar {
  const { side, quiet } = codeSide(code, design.ear.code);
  const made = makeQr(code, side, fittings.report);
  const symbol = side - 2 * quiet;
  const lines = caption(code.caption, design, fittings, 'center');
  const width = Math.max(symbol, widthOf(lines));
  const ops: PaintOp[] = [];
  if (made !== undefined) {
    // The quiet zone is bare paper and may lie over the ear's edges; the modules themselves stand in its middle.
    const path: PaintOp = { op: 'fill', path: made.path, ink: black };
    ops.push(...translate([path], (width - symbol) / 2 - quiet, -quiet));
  }
  // The caption keeps out of the quiet zone as well.
  const below = symbol + Math.max(captionGap, quiet);
  return {
    width,
    height: below + heightOf(lines, design),
    ops: [...ops, ...captionOps(lines, (width - design.ear.width) / 2, below, design)],
  };
}

/** Side with quiet zone: as asked, else so that the symbol itself has the design's side. */
function codeSide(code: QrCode, usual: Pt): { readonly side: Pt; readonly quiet: Pt } {
  const modules = encodeQr(code.data.value, code.level)?.length ?? 21;
  const across = modules + 8;
  const side =
    code.size === undefined ? (usual * across) / modules : toPt(code.size.value, { em: 0, zi: 0, hang: 0 });
  return { side, quiet: (side / across) * 4 };
}

function imageEar(picture: Picture, design: MastheadDesign, fittings: EarFittings): SetEar {
  const image = fittings.image(picture);
  const lines = [
    ...caption(picture.caption, design, fittings, 'center'),
    ...caption(picture.credit, design, fittings, 'center'),
  ];
  const height = design.ear.code;
  const width =
    image === undefined ? height : Math.min(design.ear.width, (height * image.width) / image.height);
  const wide = Math.max(width, widthOf(lines));
  const ops: PaintOp[] = [];
  if (image !== undefined) {
    const rect = { x: (wide - width) / 2, y: 0, width, height: (width * image.height) / image.width };
    ops.push({ op: 'image', image: image.id, rect, crop: { x: 0, y: 0, width: 1, height: 1 } });
  }
  return {
    width: wide,
    height: height + captionGap + heightOf(lines, design),
    ops: [...ops, ...captionOps(lines, (wide - design.ear.width) / 2, height + captionGap, design)],
  };
}

function caption(
  runs: readonly Run[],
  design: MastheadDesign,
  { fonts, report }: Fittings,
  align: 'start' | 'center',
): readonly Line[] {
  if (runs.length === 0) return [];
  const { text, width } = design.ear;
  const styled = runs.map(({ text: words, place }) => ({
    text: words,
    role: text.face,
    size: text.size,
    ink: text.ink,
    place,
  }));
  const style = {
    align,
    punctuation: 'quanjiao',
    indent: 0,
    hangingIndent: 0,
    tracking: 0,
  } as const;
  return setLines(prepare(styled, fonts, style, report), width);
}

/** Width of the type itself, without the white that centring puts before it. */
function widthOf(lines: readonly Line[]): Pt {
  const widths = lines.map((line) => line.width - (line.runs[0]?.glyphs[0]?.x ?? 0));
  return Math.max(0, ...widths);
}

const heightOf = (lines: readonly Line[], { ear }: MastheadDesign): Pt =>
  lines.length * ear.text.size * captionLeading;

function captionOps(lines: readonly Line[], x: Pt, top: Pt, { ear }: MastheadDesign): readonly PaintOp[] {
  return lines.flatMap((line, index) =>
    inkLine(line, x, top + index * ear.text.size * captionLeading + ascent * ear.text.size),
  );
}
