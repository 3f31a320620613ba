import type { Block, ParagraphBlock, Run } from '../issue/issue.ts';
import { rectangle } from '../paint/paths.ts';
import type { StyleName } from '../template/template.ts';
import { boxPieces } from './box.ts';
import type { Piece } from './galley.ts';
import { listPieces } from './list.ts';
import { paragraphIndent, roomIn, setParagraph, setRuns } from './paragraph.ts';
import { picturePiece } from './picture.ts';
import {
  type Column,
  gridBaseline,
  inset,
  paragraphPieces,
  partAt,
  partOf,
  piece,
  type SettingContext,
  withFirst,
} from './pieces.ts';
import { linkCodes, qrPiece } from './qr-block.ts';
import { addedRun, styleRuns } from './style-runs.ts';
import { tablePieces } from './table.ts';

/** Text lines that must follow a crosshead in its column (typography of headings: keep with at least two). */
const linesAfterCrosshead = 2;

/**
 * Sets blocks to a column, on the page grid. In: blocks in reading order. Out: pieces in reading order, with what
 * keeps them together said as break costs.
 */
export function bodyPieces(
  blocks: readonly Block[],
  column: Column,
  desk: SettingContext,
  voice: StyleName = 'body',
): readonly Piece[] {
  const pieces: Piece[] = [];
  let kept = 0;
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index] as Block;
    const next = blocks[index + 1];
    const runsIn = block.kind === 'crosshead' && block.depth > 2 && next?.kind === 'paragraph';
    const set = runsIn
      ? runInPieces(block, next, column, desk, voice)
      : blockPieces(block, column, desk, voice);
    const white = block.kind === 'table' || blocks[index - 1]?.kind === 'table';
    if (runsIn) index += 1;
    pieces.push(...keep(white ? withFirst(set, openAbove) : set, kept));
    kept = block.kind === 'crosshead' && !runsIn ? linesAfterCrosshead : Math.max(0, kept - set.length);
  }
  return pieces;
}

/** A table stands free: an empty line parts its rules from the text above and below. */
const openAbove = (first: Piece): Piece => ({ ...first, spaceBefore: Math.max(1, first.spaceBefore) });

/** The first so many pieces stay in the column of what is above them. */
function keep(pieces: readonly Piece[], count: number): readonly Piece[] {
  return pieces.map((part, index) =>
    index < count ? { ...part, breakBefore: Number.POSITIVE_INFINITY } : part,
  );
}

function blockPieces(block: Block, column: Column, desk: SettingContext, voice: StyleName): readonly Piece[] {
  switch (block.kind) {
    case 'paragraph':
      return [
        ...partOf(partAt('P', block.place), setParagraph(block.runs, column, desk, voice)),
        ...linkCodes(block.runs, column, desk),
      ];
    case 'crosshead':
      return partOf(partAt('H2', block.place), crossheadPieces(block.runs, column, desk));
    case 'pictures':
      return [picturePiece(block, column, desk)];
    case 'qr':
      return [qrPiece(block.code, block.place, column, desk)];
    case 'box':
      return partOf(partAt('Sect', block.place), boxPieces(block, column, desk, bodyPieces));
    case 'quote': {
      const indent = desk.template.grid.size;
      const quoted = bodyPieces(block.blocks, inset(column, indent, indent), desk, 'quote');
      return partOf(partAt('BlockQuote', block.place), quoted);
    }
    case 'list':
      return partOf(partAt('L', block.place), listPieces(block, column, desk, voice, bodyPieces));
    case 'table':
      return partOf(partAt('Table', block.place), tablePieces(block, column, desk));
    case 'code': {
      const narrower = inset(column, desk.template.grid.size);
      return partOf(partAt('P', block.place), setParagraph(block.runs, narrower, desk, 'code', 'start'));
    }
    case 'rule':
      return [rulePiece(block, column, desk)];
  }
}

/** 小标题 on lines of its own, a white line above it; the text after it stays with it. */
function crossheadPieces(runs: readonly Run[], column: Column, desk: SettingContext): readonly Piece[] {
  const style = desk.template.styles.crosshead;
  const lines = setRuns(styleRuns(runs, style, desk.template), style, column, desk, style.align, 0);
  return withFirst(
    paragraphPieces(lines, column, desk.template).map((part, index) => ({
      ...part,
      breakBefore: index === 0 ? 0 : Number.POSITIVE_INFINITY,
    })),
    (first) => ({ ...first, spaceBefore: 1 }),
  );
}

/** A crosshead of lower rank runs into the paragraph it heads, an em before the text. */
function runInPieces(
  head: Extract<Block, { kind: 'crosshead' }>,
  paragraph: ParagraphBlock,
  column: Column,
  desk: SettingContext,
  voice: StyleName,
): readonly Piece[] {
  const { template } = desk;
  const style = template.styles[voice];
  const headStyle = template.styles['run-in'];
  const room = roomIn(column, desk);
  const runs = [
    ...styleRuns(head.runs, headStyle, template, room),
    addedRun('\u3000', style, head.runs.at(-1), head.place.file),
    ...styleRuns(paragraph.runs, style, template, room),
  ];
  const lines = setRuns(runs, style, column, desk, 'justify', paragraphIndent(style, column, desk));
  return [
    ...partOf(partAt('P', paragraph.place), paragraphPieces(lines, column, template)),
    ...linkCodes(paragraph.runs, column, desk),
  ];
}

/** `---`: a short rule in the middle of an empty line, a quarter of the measure long. */
function rulePiece(block: Extract<Block, { kind: 'rule' }>, column: Column, desk: SettingContext): Piece {
  const { width, ink } = desk.template.rules.short;
  const long = column.width / 4;
  const y = gridBaseline(desk.template) / 2;
  const path = rectangle({ x: column.x + (column.width - long) / 2, y, width: long, height: width });
  return piece({ lines: 1, ops: [{ op: 'fill', path, ink }], place: block.place });
}
