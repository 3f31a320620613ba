import type { Article, Block } from '../issue/issue.ts';
import { tagOps } from '../paint/ops.ts';
import { prepareParagraph, setLine } from '../text/set-lines.ts';
import { bodyPieces } from './body.ts';
import { type ArticleColumns, spanWidth } from './columns.ts';
import type { Float, Galley, Piece } from './galley.ts';
import { headPiece } from './head.ts';
import { paintLine } from './paint-line.ts';
import { setParagraph } from './paragraph.ts';
import { type PicturesBlock, picturePiece } from './picture.ts';
import { type Column, gridBaseline, inset, partOf, type SettingContext, withFirst } from './pieces.ts';
import { addedRun, paragraphStyle } from './style-runs.ts';

/** Sets an article. In: the article, its columns. Out: its galley: headline blocks, body pieces, floating pictures. */
export function setArticle(article: Article, frame: ArticleColumns, desk: SettingContext): Galley {
  const column: Column = { x: 0, width: frame.measure };
  const { flow, floating } = splitFloats(article.body);
  const pieces: Piece[] = [];
  const floats: Float[] = [];
  let from = 0;
  for (const { block, before } of floating) {
    pieces.push(...bodyPieces(flow.slice(from, before), column, desk));
    from = before;
    floats.push(
      setFloat(
        block,
        pieces.length,
        usualSpan(block, frame, flow.length === 0 && floating.length === 1),
        frame,
        desk,
      ),
    );
  }
  pieces.push(...bodyPieces(flow.slice(from), column, desk), ...endPieces(article, column, desk));
  const { columns, measure, gutter, spans } = frame;
  const widths = frame.inset > 0 ? spans : [...new Set([...spans, columns])];
  // A glyph that is missing is told at the first width.
  const quiet: SettingContext = { ...desk, report: () => undefined };
  const heads = new Map(
    widths.map((span, turn) => [
      span,
      headPiece(
        article,
        frame.rankAt(span),
        { x: 0, width: spanWidth(frame, span) },
        turn === 0 ? desk : quiet,
      ),
    ]),
  );
  return {
    columns,
    measure,
    gutter,
    pitch: frame.pitch,
    inset: frame.inset,
    spans,
    heads,
    body: pieces,
    floats,
  };
}

interface Floating {
  readonly block: PicturesBlock;
  /** Index in the flow of the block it stood before. */
  readonly before: number;
}

/** Pictures that say `here` stay in the flow; the others may be moved by make-up. */
function splitFloats(blocks: readonly Block[]): {
  readonly flow: readonly Block[];
  readonly floating: readonly Floating[];
} {
  const flow: Block[] = [];
  const floating: Floating[] = [];
  for (const block of blocks) {
    if (block.kind === 'pictures' && block.options.place !== 'here') {
      // A picture under a crosshead goes with it: it must not come between the crosshead and its text.
      const before = flow.at(-1)?.kind === 'crosshead' ? flow.length - 1 : flow.length;
      floating.push({ block, before });
    } else flow.push(block);
  }
  return { flow, floating };
}

/** A picture that is the whole article fills its width; a group in one column would be stamps, so it gets two. */
function usualSpan(block: PicturesBlock, frame: ArticleColumns, alone: boolean): number {
  const widest = Math.max(...frame.spans);
  return alone ? widest : Math.min(block.pictures.length > 1 ? 2 : 1, widest);
}

function setFloat(
  block: PicturesBlock,
  anchor: number,
  usual: number,
  frame: ArticleColumns,
  desk: SettingContext,
): Float {
  const { span, place } = block.options;
  const width = span === undefined ? usual : Math.min(span, Math.max(...frame.spans));
  const picture = picturePiece(block, { x: 0, width: spanWidth(frame, width) }, desk);
  return { edge: place === 'here' ? 'auto' : place, anchor, bySpan: new Map([[width, picture]]) };
}

/** 供稿 credits, set right, then the notes. Credits never begin a column. */
function endPieces(article: Article, column: Column, desk: SettingContext): readonly Piece[] {
  const credits = article.credits.flatMap((runs, index) =>
    partOf({ role: 'P', key: `credit ${index}` }, setParagraph(runs, column, desk, 'credit', 'end')),
  );
  const kept = credits.map((credit) => ({ ...credit, breakBefore: Number.POSITIVE_INFINITY }));
  const sunk = article.notes.length > 0 ? kept : kept.map((credit) => ({ ...credit, sinks: true as const }));
  return [...sunk, ...notePieces(article, column, desk)];
}

function notePieces(article: Article, column: Column, desk: SettingContext): readonly Piece[] {
  const { template, fonts, report } = desk;
  const style = template.styles.note;
  const hang = 2 * style.size;
  return article.notes.flatMap((blocks, index) => {
    const label = addedRun(noteMark(index + 1), style, undefined, article.place.file);
    const line = setLine(prepareParagraph([label], fonts, paragraphStyle(style, template), report));
    const body = bodyPieces(blocks, inset(column, hang), desk, 'note');
    const mark = tagOps({ role: 'Lbl', key: '' }, paintLine(line, column.x, gridBaseline(template)));
    const set = withFirst(body, (first) => ({
      ...first,
      spaceBefore: index === 0 ? 1 : 0,
      ops: [...mark, ...first.ops],
    }));
    return partOf({ role: 'Note', key: `${index}` }, set);
  });
}

const circledOne = 0x2460;
const circledCount = 20;

/** ① to ⑳, then the number in brackets, as Unicode has no more circled ones in a row. */
function noteMark(number: number): string {
  return number <= circledCount ? String.fromCodePoint(circledOne + number - 1) : `[${number}]`;
}
