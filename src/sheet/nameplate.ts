import type { Rect } from '../core/geometry.ts';
import type { Pt } from '../core/units.ts';
import { paintGlyphs } from '../galley/paint-line.ts';
import type { PaintOp } from '../paint/paint.ts';
import { glyphOutline } from '../paint/paths.ts';
import type { MastheadDesign, Style } from '../template/template.ts';
import type { Line } from '../text/text-style.ts';
import {
  type FurnitureContext,
  middleBaseline,
  paintHorizontalRule,
  paintLineAt,
  paintVerticalRule,
  reportTooSmall,
  setText,
  type Words,
} from './furniture.ts';

/** The words of a nameplate. */
export interface NameplateWords {
  readonly name: Words;
  readonly latin?: Words;
  readonly section?: Words;
  readonly sectionLatin?: Words;
  readonly slogan: readonly Words[];
}

/** Vertical positions in the nameplate as fractions of its height, chosen by eye on a printed sheet. */
const share = {
  nameBaseline: 0.745,
  latinBaseline: 0.93,
  section: 0.36,
  sectionLatin: 0.53,
  strip: [0.7, 0.93],
} as const;
/** Space between the lettering and the block beside it, in em of the lettering. */
const blockGap = 0.2;

/**
 * The nameplate: brush lettering with the Latin name below, beside it a block with the section's name, its Latin name and
 * the slogan.
 */
export function paintNameplate(
  words: NameplateWords,
  design: MastheadDesign,
  frame: Rect,
  context: FurnitureContext,
): readonly PaintOp[] {
  const size = letteringSize(words, design, frame, context);
  const name = setText([words.name], { ...design.name, size }, context);
  const blockX = frame.x + name.width + blockGap * size;
  const at = (part: number) => frame.y + part * frame.height;
  const ops: PaintOp[] = [...paintLettering(name, frame.x, at(share.nameBaseline), context)];
  if (words.latin !== undefined) {
    const latin = setText([words.latin], design.latin, context);
    ops.push(...paintLineAt(latin, frame.x + size * 0.06, at(share.latinBaseline)));
  }
  if (words.section !== undefined) {
    ops.push(
      ...paintLineAt(
        setLetterspaced(words.section, design.section, design.blockWidth, context),
        blockX,
        at(share.section),
      ),
    );
  }
  if (words.sectionLatin !== undefined) {
    const line = setLetterspaced(words.sectionLatin, design.sectionLatin, design.blockWidth, context);
    ops.push(...paintLineAt(line, blockX, at(share.sectionLatin)));
  }
  return [
    ...ops,
    ...paintSlogan(words.slogan, design, blockX, at(share.strip[0]), at(share.strip[1]), context),
  ];
}

/** Width of the nameplate, used to centre it if the masthead has no ears. */
export function measureNameplate(
  words: NameplateWords,
  design: MastheadDesign,
  frame: Rect,
  context: FurnitureContext,
): Pt {
  const size = letteringSize(words, design, frame, context);
  const hasBlock = words.section !== undefined || words.sectionLatin !== undefined || words.slogan.length > 0;
  const block = hasBlock ? blockGap * size + design.blockWidth : 0;
  return setText([words.name], { ...design.name, size }, context).width + block;
}

/** The size of the lettering: the design's, reduced if a long name would reach the block beside it. */
function letteringSize(
  words: NameplateWords,
  design: MastheadDesign,
  frame: Rect,
  context: FurnitureContext,
): Pt {
  const { width } = setText([words.name], design.name, context);
  const available = frame.width - design.blockWidth - blockGap * design.name.size;
  return width <= available ? design.name.size : (design.name.size * available) / width;
}

/** Lettering is painted as outlines, with invisible text over them for search and copy (ISO 32000-1, 9.3.6, mode 3). */
function paintLettering(line: Line, x: Pt, y: Pt, { fonts }: FurnitureContext): readonly PaintOp[] {
  return paintGlyphs(line, x, y).flatMap((op, index): readonly PaintOp[] => {
    const face = fonts.face(op.face);
    const { ids, xs, ys } = line.runs[index]!;
    const path = ids.flatMap((id, at) => glyphOutline(face, id, x + xs[at]!, y - (ys?.[at] ?? 0), op.size));
    return [
      { op: 'fill', path, ink: op.ink },
      { ...op, hidden: true },
    ];
  });
}

/** Sets words letter-spaced to a width, or at a smaller size if they are too long. */
function setLetterspaced(word: Words, style: Style, width: Pt, context: FurnitureContext): Line {
  const natural = setText([word], style, context);
  // What a point of tracking adds: spaces are gaps as well, and have no glyph.
  const looser = setText([word], { ...style, tracking: style.tracking + 1 }, context);
  const gaps = Math.round(looser.width - natural.width);
  const scale = Math.min(1, width / natural.width);
  if (gaps < 1) return natural;
  reportTooSmall([word], style.size * scale, context);
  const tracking = Math.max(0, (width - natural.width * scale) / gaps);
  return setText(
    [word],
    { ...style, size: style.size * scale, tracking: style.tracking + tracking },
    context,
  );
}

/** The slogan in a strip between two rules: equal cells, separated by hairlines. */
function paintSlogan(
  parts: readonly Words[],
  design: MastheadDesign,
  x: Pt,
  top: Pt,
  bottom: Pt,
  context: FurnitureContext,
): readonly PaintOp[] {
  if (parts.length === 0) return [];
  const cell = design.blockWidth / parts.length;
  const lines = parts.map((part) => setText([part], design.slogan, context));
  const widest = Math.max(...lines.map(({ width }) => width));
  const size = Math.min(design.slogan.size, (design.slogan.size * cell * 0.8) / widest);
  reportTooSmall(parts, size, context);
  const baseline = middleBaseline(top, bottom, size);
  const inset = (bottom - top) / 4;
  return [
    paintHorizontalRule(design.rule, x, top, design.blockWidth),
    ...parts.flatMap((part, index) => [
      ...(index === 0
        ? []
        : [paintVerticalRule(design.divider, x + index * cell, top + inset, bottom - top - 2 * inset)]),
      ...paintLineAt(
        setText([part], { ...design.slogan, size }, context),
        x + (index + 0.5) * cell,
        baseline,
        'middle',
      ),
    ]),
    paintHorizontalRule(design.rule, x, bottom, design.blockWidth),
  ];
}
