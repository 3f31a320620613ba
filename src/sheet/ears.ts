import type { Size } from '../core/geometry.ts';
import { type Pt, toPt } from '../core/units.ts';
import { ascent, paintLine, typeWidth } from '../galley/paint-line.ts';
import { figureOf } from '../galley/picture.ts';
import { partAt } from '../galley/pieces.ts';
import { codeFigure, paintCode } from '../galley/qr-block.ts';
import { encodeQr, makeQr } from '../galley/qr-code.ts';
import type { Ear, Picture, QrCode, Run } from '../issue/issue.ts';
import { tagOps, translate } from '../paint/ops.ts';
import type { PaintOp, PartStep } from '../paint/paint.ts';
import type { MastheadDesign, Template } from '../template/template.ts';
import { prepareParagraph, setLines } from '../text/set-lines.ts';
import { type Line, standardRules } from '../text/text-style.ts';
import type { FurnitureContext, PictureContext } from './furniture.ts';
import { reportCoarsePicture } from './plan-pictures.ts';

/** An ear (报眼): its picture, code or text, and the caption below; relative to its left edge and the top of the masthead. */
interface EarBlock {
  readonly width: Pt;
  /** The height without the caption and the space above it. */
  readonly height: Pt;
  readonly ops: readonly PaintOp[];
  readonly caption?: EarCaption;
}

interface EarCaption {
  /** The least distance of its top from that of the ear. */
  readonly top: Pt;
  readonly height: Pt;
  readonly ops: (top: Pt) => readonly PaintOp[];
}

/** Leading of captions in em, and the space between a code's modules and its caption in points. */
const captionLeading = 1.4;
const captionGap = 6;

/** All ears with their total size; `ops` paints them flush against a right edge. */
export interface EarRow extends Size {
  readonly ops: (right: Pt, top: Pt) => readonly PaintOp[];
}

/** Sets the ears in a row from left to right. */
export function setEars(list: readonly Ear[], template: Template, context: PictureContext): EarRow {
  const set = list.map((ear) => setEar(ear, template, context));
  const { gap } = template.masthead.ear;
  const width = set.reduce((sum, ear) => sum + ear.width, 0) + gap * Math.max(0, set.length - 1);
  const captionTop = alignCaptions(set, template.masthead);
  const heights = set.map((ear) => (ear.caption ? captionTop(ear.caption) + ear.caption.height : ear.height));
  return {
    width,
    height: Math.max(0, ...heights),
    ops: (right, top) => {
      let x = right - width;
      return set.flatMap(({ width: own, ops, caption: below }) => {
        const captionOps = below === undefined ? [] : below.ops(captionTop(below));
        const placed = translate([...ops, ...captionOps], x, top);
        x += own + gap;
        return placed;
      });
    },
  };
}

/**
 * The top of each caption. A quiet zone is wide or narrow as the modules are, so captions would be a little apart where
 * codes of one size are side by side: those less than a line apart are on the line of the lowest. A code of another size
 * has its caption right below it.
 */
function alignCaptions(set: readonly EarBlock[], design: MastheadDesign): (caption: EarCaption) => Pt {
  const tops = set.flatMap(({ caption: { top } = {} }) => (top === undefined ? [] : [top]));
  const line = design.ear.text.size * captionLeading;
  return ({ top }) => Math.max(...tops.filter((other) => Math.abs(other - top) < line));
}

function setEar(ear: Ear, template: Template, context: PictureContext): EarBlock {
  const design = template.masthead;
  switch (ear.kind) {
    case 'qr':
      return qrEar(ear.code, template, context);
    case 'text': {
      const lines = caption(ear.text, design, context, 'start');
      return {
        width: widthOf(lines),
        height: heightOf(lines, design),
        ops: tagOps(partAt('P', ear.place), captionOps(lines, 0, 0, design)),
      };
    }
    case 'image':
      return imageEar(ear.picture, design, context);
  }
}

function qrEar(code: QrCode, template: Template, context: PictureContext): EarBlock {
  const design = template.masthead;
  const modules = encodeQr(code.data.value, code.level);
  const { side, quiet } = codeSide(code, modules?.length ?? 21, template);
  const qr = makeQr(code, modules, side, context.report);
  const symbol = side - 2 * quiet;
  const lines = caption(code.caption, design, context, 'center');
  const width = Math.max(symbol, widthOf(lines));
  const ops: PaintOp[] = [];
  if (qr !== undefined) {
    // The symbol is centred in the ear. The quiet zone is blank and may extend beyond the ear's edges.
    ops.push(...translate([paintCode(qr.path, code)], (width - symbol) / 2 - quiet, -quiet));
  }
  // The caption must not enter the quiet zone.
  const top = symbol + Math.max(captionGap, quiet);
  return { width, height: symbol, ops, caption: earCaption(codeFigure(code), lines, width, top, design) };
}

/** Side of the code with its quiet zone: the author's size, by default the one that gives the symbol the design's size. */
function codeSide(
  code: QrCode,
  modules: number,
  { masthead, grid }: Template,
): { readonly side: Pt; readonly quiet: Pt } {
  const across = modules + 8;
  const side =
    code.size === undefined
      ? (masthead.ear.code * across) / modules
      : toPt(code.size.value, { em: masthead.ear.text.size, zi: grid.size, hang: grid.leading });
  return { side, quiet: (side / across) * 4 };
}

function imageEar(picture: Picture, design: MastheadDesign, context: PictureContext): EarBlock {
  const image = context.image(picture);
  const lines = [
    ...caption(picture.caption, design, context, 'center'),
    ...caption(picture.credit, design, context, 'center'),
  ];
  const height = design.ear.code;
  const width =
    image === undefined ? height : Math.min(design.ear.width, (height * image.width) / image.height);
  const fullWidth = Math.max(width, widthOf(lines));
  const ops: PaintOp[] = [];
  if (image !== undefined) {
    const rect = { x: (fullWidth - width) / 2, y: 0, width, height: (width * image.height) / image.width };
    const crop = { x: 0, y: 0, width: 1, height: 1 };
    reportCoarsePicture(picture, image, crop, rect, 0, context);
    ops.push({ op: 'image', image: image.id, rect, crop });
  }
  return {
    width: fullWidth,
    height,
    ops: tagOps(figureOf(picture), ops),
    caption: earCaption(figureOf(picture), lines, fullWidth, height + captionGap, design),
  };
}

/** The caption of a figure, centred in an ear of this width. */
function earCaption(
  figure: PartStep,
  lines: readonly Line[],
  width: Pt,
  top: Pt,
  design: MastheadDesign,
): EarCaption {
  const left = (width - design.ear.width) / 2;
  return {
    top,
    height: heightOf(lines, design),
    ops: (at) => tagOps(figure, tagOps({ role: 'Caption', key: '' }, captionOps(lines, left, at, design))),
  };
}

function caption(
  runs: readonly Run[],
  design: MastheadDesign,
  { fonts, report }: FurnitureContext,
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
    ...standardRules,
    align,
    indent: 0,
    hangingIndent: 0,
    tracking: 0,
  } as const;
  return setLines(prepareParagraph(styled, fonts, style, report), width);
}

const widthOf = (lines: readonly Line[]): Pt => Math.max(0, ...lines.map(typeWidth));

const heightOf = (lines: readonly Line[], { ear }: MastheadDesign): Pt =>
  lines.length * ear.text.size * captionLeading;

function captionOps(lines: readonly Line[], x: Pt, top: Pt, { ear }: MastheadDesign): readonly PaintOp[] {
  return lines.flatMap((line, index) =>
    paintLine(line, x, top + index * ear.text.size * captionLeading + ascent * ear.text.size),
  );
}
