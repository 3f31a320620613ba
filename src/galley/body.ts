import type { Block, ListBlock, ListItem, ParagraphBlock, Run } from '../issue/issue.ts';
import { tagOps, translate } from '../paint/ops.ts';
import type { PaintOp } from '../paint/paint.ts';
import { rectangle } from '../paint/paths.ts';
import type { Style, StyleName, Template } from '../template/template.ts';
import { prepareParagraph, setLine } from '../text/set-lines.ts';
import type { StyledRun } from '../text/text-style.ts';
import type { Piece } from './galley.ts';
import { gridBaseline, paintLine } from './paint-line.ts';
import { makeLinePieces, paragraphIndent, rubyRoom, setParagraph, setRuns } from './paragraph.ts';
import { setPictures } from './picture.ts';
import {
  type Column,
  changeFirst,
  hangColumn,
  joinPieces,
  makePiece,
  nestColumn,
  partAt,
  type SettingContext,
  tagPieces,
} from './pieces.ts';
import { setLinkCodes, setQrCode } from './qr-block.ts';
import { addedRun, paragraphStyle, styleRuns } from './style-runs.ts';
import { setTable } from './table.ts';

type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

/** Lines of text that stay in the column of the crosshead above them. */
const linesAfterCrosshead = 2;

/**
 * Sets blocks to a column, on the page grid. In: blocks in reading order. Out: pieces in reading order; what must stay
 * together has break costs that say so.
 */
export function setBlocks(
  blocks: readonly Block[],
  column: Column,
  context: SettingContext,
  styleName: StyleName = 'body',
): readonly Piece[] {
  const pieces: Piece[] = [];
  // Pieces to come that must stay with the crosshead above.
  let tied = 0;
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index] as Block;
    const next = blocks[index + 1];
    const runsIn = block.kind === 'crosshead' && block.depth > 2 && next?.kind === 'paragraph';
    const set = runsIn
      ? setRunIn(block, next, column, context, styleName)
      : setBlock(block, column, context, styleName);
    const besideTable = block.kind === 'table' || blocks[index - 1]?.kind === 'table';
    if (runsIn) index += 1;
    pieces.push(...keepTogether(besideTable ? changeFirst(set, withLineAbove) : set, tied));
    tied = block.kind === 'crosshead' && !runsIn ? linesAfterCrosshead : Math.max(0, tied - set.length);
  }
  return pieces;
}

/** An empty line separates the rules of a table from the text above and below. */
const withLineAbove = (first: Piece): Piece => ({ ...first, spaceBefore: Math.max(1, first.spaceBefore) });

/** Ties the first `count` pieces to the column of what is above them. */
function keepTogether(pieces: readonly Piece[], count: number): readonly Piece[] {
  return pieces.map((piece, index) =>
    index < count ? { ...piece, breakBefore: Number.POSITIVE_INFINITY } : piece,
  );
}

function setBlock(
  block: Block,
  column: Column,
  context: SettingContext,
  styleName: StyleName,
): readonly Piece[] {
  switch (block.kind) {
    case 'paragraph':
      return [
        ...tagPieces(partAt('P', block.place), setParagraph(block.runs, column, context, styleName)),
        ...setLinkCodes(block.runs, column, context),
      ];
    case 'crosshead':
      return tagPieces(partAt('H2', block.place), setCrosshead(block.runs, column, context));
    case 'pictures':
      return [setPictures(block, column, context)];
    case 'qr':
      return [setQrCode(block.code, block.place, column, context)];
    case 'box':
      return tagPieces(partAt('Sect', block.place), setBox(block, column, context));
    case 'quote': {
      const indent = context.template.grid.size;
      const quoted = setBlocks(block.blocks, nestColumn(column, indent, indent, indent), context, 'quote');
      return tagPieces(partAt('BlockQuote', block.place), quoted);
    }
    case 'list':
      return tagPieces(partAt('L', block.place), setList(block, column, context, styleName));
    case 'table':
      return tagPieces(partAt('Table', block.place), setTable(block, column, context));
    case 'code': {
      const { size } = context.template.grid;
      const narrower = nestColumn(column, size, 0, size);
      return tagPieces(partAt('P', block.place), setCode(block.runs, narrower, context));
    }
    case 'rule':
      return [setRule(block, column, context)];
  }
}

/** Code as typed: its indents, the spaces in its lines and its empty lines are set. A tab is an em wide. */
function setCode(runs: readonly Run[], column: Column, context: SettingContext): readonly Piece[] {
  const { template } = context;
  const style = template.styles.code;
  const styled = styleRuns(runs, style, template).flatMap((run, index, all): readonly StyledRun[] => {
    if (run.text !== '\n') return [{ ...run, text: run.text.replaceAll('\t', '\u3000') }];
    const isEmpty = index > 0 && all[index - 1]?.text === '\n';
    return isEmpty ? [{ ...run, text: ' ', added: true }, run] : [run];
  });
  return makeLinePieces(setRuns(styled, style, column, context, 'start', 0), column, template);
}

/** 小标题 as a paragraph, with an empty line above it. */
function setCrosshead(runs: readonly Run[], column: Column, context: SettingContext): readonly Piece[] {
  const style = context.template.styles.crosshead;
  const lines = setRuns(styleRuns(runs, style, context.template), style, column, context, style.align, 0);
  return changeFirst(
    makeLinePieces(lines, column, context.template).map((piece, index) => ({
      ...piece,
      breakBefore: index === 0 ? 0 : Number.POSITIVE_INFINITY,
    })),
    (first) => ({ ...first, spaceBefore: 1 }),
  );
}

/** A crosshead of lower rank runs into the paragraph it heads, an em before the text. */
function setRunIn(
  head: BlockOf<'crosshead'>,
  paragraph: ParagraphBlock,
  column: Column,
  context: SettingContext,
  styleName: StyleName,
): readonly Piece[] {
  const { template } = context;
  const style = template.styles[styleName];
  const headStyle = template.styles['run-in'];
  const room = rubyRoom(column, context);
  const runs = [
    ...styleRuns(head.runs, headStyle, template, room),
    addedRun('\u3000', style, head.runs.at(-1), head.place.file),
    ...styleRuns(paragraph.runs, style, template, room),
  ];
  const lines = setRuns(runs, style, column, context, 'justify', paragraphIndent(style, column, context));
  return [
    ...tagPieces(partAt('P', paragraph.place), makeLinePieces(lines, column, template)),
    ...setLinkCodes(paragraph.runs, column, context),
  ];
}

/** `---`: a short rule in the middle of an empty line, a quarter of the measure long. */
function setRule(block: BlockOf<'rule'>, column: Column, context: SettingContext): Piece {
  const { width, ink } = context.template.rules.short;
  const length = column.width / 4;
  const y = gridBaseline(context.template) / 2;
  const path = rectangle({ x: column.x + (column.width - length) / 2, y, width: length, height: width });
  return makePiece({ lines: 1, ops: [{ op: 'fill', path, ink }], place: block.place });
}

/** A list: each item hangs two characters or more behind its number or bullet, so that its lines are aligned. */
function setList(
  block: ListBlock,
  column: Column,
  context: SettingContext,
  styleName: StyleName,
): readonly Piece[] {
  return block.items.flatMap((item, index) =>
    tagPieces({ role: 'LI', key: `${index}` }, setItem(item, column, context, styleName)),
  );
}

/** A bullet is half as large as the text and in the middle of its height, in em. */
const bullet = '●';
const bulletSize = 0.5;
const bulletRise = 0.18;
/** The middle of the bullet above its baseline, in em of its own size. */
const bulletMiddle = 0.36;
/** The smallest type that newsprint holds, in points; preflight refuses smaller bullets too. */
const minSize = 5;

/** The number that the author typed, and the box or the bullet that the paper adds. */
function labelOf(item: ListItem, style: Style, template: Template): readonly StyledRun[] {
  const { label, checked, place } = item;
  const number = label === undefined ? [] : styleRuns([label], style, template);
  const added = (sign: string) => ({ ...addedRun(sign, style, undefined, place.file), place });
  if (checked !== undefined) return [...number, added(checked ? '■' : '□')];
  if (label !== undefined) return number;
  const part = Math.max(bulletSize, minSize / style.size);
  // A larger bullet sits lower, so that it stays in the middle.
  const rise = bulletRise - (part - bulletSize) * bulletMiddle;
  return [{ ...added(bullet), size: style.size * part, rise: style.size * rise }];
}

function setItem(
  item: ListItem,
  column: Column,
  context: SettingContext,
  styleName: StyleName,
): readonly Piece[] {
  const { template } = context;
  const style = template.styles[styleName];
  const line = setLine(
    prepareParagraph(
      labelOf(item, style, template),
      context.fonts,
      paragraphStyle(style, template),
      context.report,
    ),
  );
  const hang = Math.max(2 * template.grid.size, line.width + template.grid.size / 2);
  const itemStyle = styleName === 'body' ? 'list' : styleName;
  const { label, text } = hangColumn(column, hang, template.grid.size);
  const body = setBlocks(item.blocks, text, context, itemStyle);
  const labelOps = tagOps({ role: 'Lbl', key: '' }, paintLine(line, label, gridBaseline(template)));
  // A number without text is printed as well.
  if (body.length === 0 && item.label !== undefined)
    return [makePiece({ lines: 1, ops: labelOps, characters: line.characters, place: item.place })];
  return changeFirst(tagPieces({ role: 'LBody', key: '' }, body), (first) => ({
    ...first,
    ops: [...labelOps, ...first.ops],
    characters: first.characters + line.characters,
  }));
}

/** Distance of a box's frame from the frames of the characters above and below it, in points. */
const boxClearance = 3;

/** Limits of a tint, in percent. Newsprint's dot gain makes 30 % print like half: black text above that is hard to read. */
const maxTint = 30;
/** Black text on a darker tint is illegible. */
const illegibleTint = 50;
/** Smaller dots are lost on newsprint. */
const minTint = 5;

/**
 * 加框: a framed item, as one piece. Its text is on the page grid, with a line for the frame and its padding above and
 * below, and a character's padding at the sides.
 */
function setBox(block: BlockOf<'box'>, column: Column, context: SettingContext): readonly Piece[] {
  const { template } = context;
  const { size, leading } = template.grid;
  const { edge: _, ...inner } = nestColumn(column, size, size, size);
  const inside = block.tint === undefined ? context : { ...context, ground: block.tint.value };
  const content = [
    ...setBoxTitle(block.title, inner, context),
    ...setBlocks(block.blocks, inner, inside, 'body'),
  ];
  const whole = joinPieces(content, template);
  const lines = whole.lines + 2;
  const frame = {
    x: column.x,
    y: boxClearance,
    width: column.width,
    height: (lines - 1) * leading + size - 2 * boxClearance,
  };
  const ops: PaintOp[] = [];
  if (block.tint !== undefined) {
    reportTint(block.tint, context);
    ops.push({ op: 'fill', path: rectangle(frame), ink: { c: 0, m: 0, y: 0, k: block.tint.value } });
  }
  const { width, ink } = template.rules.box;
  ops.push({ op: 'stroke', path: rectangle(frame), ink, width });
  return [
    makePiece({
      ...whole,
      lines,
      minLines: lines,
      maxLines: lines,
      ops: [...ops, ...translate(whole.ops, 0, leading)],
      faults: whole.faults.map((fault) => ({ ...fault, line: fault.line + 1 })),
      frames: whole.frames.map((picture) => ({
        ...picture,
        rect: { ...picture.rect, y: picture.rect.y + leading },
      })),
      place: block.place,
    }),
  ];
}

function reportTint(
  { value: tint, place }: NonNullable<BlockOf<'box'>['tint']>,
  { report }: SettingContext,
): void {
  if (tint > illegibleTint) report('tint-drowns-type', place, { tint, most: maxTint });
  else if (tint > maxTint) report('tint-too-dark', place, { tint, most: maxTint });
  else if (tint > 0 && tint < minTint) report('tint-too-faint', place, { tint, least: minTint });
}

function setBoxTitle(title: readonly Run[], column: Column, context: SettingContext): readonly Piece[] {
  if (title.length === 0) return [];
  const style = context.template.styles['box-title'];
  const lines = setRuns(styleRuns(title, style, context.template), style, column, context, style.align, 0);
  return tagPieces({ role: 'H2', key: 'title' }, makeLinePieces(lines, column, context.template));
}
