import type { Pt } from '../core/units.ts';
import { type Article, type Block, type IssuePage, sortByPriority } from '../issue/issue.ts';
import { tagOps } from '../paint/ops.ts';
import type { HeadlineRank, Template } from '../template/template.ts';
import { prepareParagraph, setLine } from '../text/set-lines.ts';
import { setBlocks } from './body.ts';
import type { Float, Galley, Piece } from './galley.ts';
import { setHead } from './head.ts';
import { gridBaseline, paintLine } from './paint-line.ts';
import { setParagraph } from './paragraph.ts';
import { type PicturesBlock, setPictures } from './picture.ts';
import { type Column, changeFirst, insetColumn, type SettingContext, tagPieces } from './pieces.ts';
import { addedRun, paragraphStyle } from './style-runs.ts';

/** The columns an article is set to, and the widths in columns that make-up may give it. */
export interface ArticleColumns {
  readonly columns: number;
  readonly measure: Pt;
  readonly gutter: Pt;
  /** From one column's left edge to the next, of the page's own columns. */
  readonly pitch: Pt;
  /** Padding and frame at each side of a boxed article. */
  readonly inset: Pt;
  readonly spans: readonly number[];
  readonly rankAt: (span: number) => HeadlineRank;
}

/**
 * Divides the type area into `columns`. A measure is a whole number of characters; what is left over goes to the
 * gutters, which are at least as wide as the template demands (CLREQ: the type area is counted in characters).
 */
export function divideColumns(
  template: Template,
  columns: number,
): { readonly measure: Pt; readonly gutter: Pt } {
  const { size, minGutter } = template.grid;
  const { width } = template.area;
  // The half-thousandth keeps a width that is whole but for rounding from losing a character.
  const measure = Math.floor((width - (columns - 1) * minGutter) / columns / size + 5e-4) * size;
  return { measure, gutter: columns === 1 ? 0 : (width - columns * measure) / (columns - 1) };
}

/** Returns the columns of an article on its page, as its options and its rank demand. */
export function articleColumns(article: Article, page: IssuePage, template: Template): ArticleColumns {
  const columns = page.columns ?? template.grid.columns;
  const divided = divideColumns(template, columns);
  const leads = sortByPriority(page.articles)[0] === article;
  const pitch = divided.measure + divided.gutter;
  const rankAt = (span: number): HeadlineRank => (leads ? 'lead' : span * 2 > columns ? 'second' : 'brief');
  const spans = spansOf(article, page, columns, leads);
  const [span] = spans;
  if (article.options.boxed !== true || span === undefined) {
    return { columns, ...divided, pitch, inset: 0, spans, rankAt };
  }
  const inset = template.grid.size;
  const measure = divided.measure - (2 * inset) / span;
  return { columns, measure, gutter: divided.gutter, pitch, inset, spans: [span], rankAt };
}

/** Without an option: the full width, alone on a page or leading one of two columns; else what make-up chooses. */
function spansOf(article: Article, page: IssuePage, columns: number, leads: boolean): readonly number[] {
  const requested = article.options.span;
  if (requested !== undefined) return [Math.min(requested, columns)];
  const all = Array.from({ length: columns }, (_, index) => index + 1);
  if (page.articles.length === 1) return [columns];
  if (article.options.boxed === true) return [Math.ceil(columns / 2)];
  return leads ? all.filter((span) => (columns <= 2 ? span === columns : span * 2 > columns)) : all;
}

/** Width of `span` neighbouring columns. */
const spanWidth = ({ measure, gutter }: ArticleColumns, span: number): Pt =>
  span * measure + (span - 1) * gutter;

/** Sets an article. In: the article, its columns. Out: its galley: headline blocks, body pieces, floating pictures. */
export function setArticle(article: Article, columns: ArticleColumns, context: SettingContext): Galley {
  const { measure, gutter, pitch, inset, spans } = columns;
  const column: Column = { x: 0, width: measure };
  const { flow, floating } = splitFloats(article.body);
  const alone = flow.length === 0 && floating.length === 1;
  const body: Piece[] = [];
  const floats: Float[] = [];
  let from = 0;
  for (const { block, before } of floating) {
    body.push(...setBlocks(flow.slice(from, before), column, context));
    from = before;
    floats.push(setFloat(block, body.length, defaultSpan(block, columns, alone), columns, context));
  }
  body.push(...setBlocks(flow.slice(from), column, context), ...setEnd(article, column, context));
  const widths = inset > 0 ? spans : [...new Set([...spans, columns.columns])];
  // The same faults would be found at every width: they are reported for the first.
  const quiet: SettingContext = { ...context, report: () => undefined };
  const heads = new Map(
    widths.map((span, index) => [
      span,
      setHead(
        article,
        columns.rankAt(span),
        { x: 0, width: spanWidth(columns, span) },
        index === 0 ? context : quiet,
      ),
    ]),
  );
  return { columns: columns.columns, measure, gutter, pitch, inset, spans, heads, body, floats };
}

interface Floating {
  readonly block: PicturesBlock;
  /** Index in the flow of the block that it was written before. */
  readonly before: number;
}

/** Separates the pictures that make-up may move from the flow, in which those with `place=here` stay. */
function splitFloats(blocks: readonly Block[]): {
  readonly flow: readonly Block[];
  readonly floating: readonly Floating[];
} {
  const flow: Block[] = [];
  const floating: Floating[] = [];
  for (const block of blocks) {
    if (block.kind === 'pictures' && block.options.place !== 'here') {
      // A picture after a crosshead is anchored before it, so as not to come between it and its text.
      const before = flow.at(-1)?.kind === 'crosshead' ? flow.length - 1 : flow.length;
      floating.push({ block, before });
    } else flow.push(block);
  }
  return { flow, floating };
}

/** A picture that is the whole article fills its width. A group gets two columns, as in one its pictures are too small. */
function defaultSpan(block: PicturesBlock, { spans }: ArticleColumns, alone: boolean): number {
  const widest = Math.max(...spans);
  return alone ? widest : Math.min(block.pictures.length > 1 ? 2 : 1, widest);
}

function setFloat(
  block: PicturesBlock,
  anchor: number,
  usual: number,
  columns: ArticleColumns,
  context: SettingContext,
): Float {
  const { span: requested, place } = block.options;
  const span = requested === undefined ? usual : Math.min(requested, Math.max(...columns.spans));
  const piece = setPictures(block, { x: 0, width: spanWidth(columns, span) }, context);
  return { edge: place === 'here' ? 'auto' : place, anchor, bySpan: new Map([[span, piece]]) };
}

/** 供稿 credits, flush right, then the notes. Credits never begin a column. */
function setEnd(article: Article, column: Column, context: SettingContext): readonly Piece[] {
  const lines = article.credits.flatMap((runs, index) =>
    tagPieces({ role: 'P', key: `credit ${index}` }, setParagraph(runs, column, context, 'credit', 'end')),
  );
  const credits = lines.map((line) => ({ ...line, breakBefore: Number.POSITIVE_INFINITY }));
  // Notes come after the credits, so that only without them these can sink to the column's foot.
  if (article.notes.length > 0) return [...credits, ...setNotes(article, column, context)];
  return credits.map((credit) => ({ ...credit, sinks: true as const }));
}

function setNotes(article: Article, column: Column, context: SettingContext): readonly Piece[] {
  const { template, fonts, report } = context;
  const style = template.styles.note;
  const hang = 2 * style.size;
  return article.notes.flatMap((blocks, index) => {
    const label = addedRun(noteMark(index + 1), style, undefined, article.place.file);
    const line = setLine(prepareParagraph([label], fonts, paragraphStyle(style, template), report));
    const body = setBlocks(blocks, insetColumn(column, hang), context, 'note');
    const mark = tagOps({ role: 'Lbl', key: '' }, paintLine(line, column.x, gridBaseline(template)));
    const note = changeFirst(body, (first) => ({
      ...first,
      spaceBefore: index === 0 ? 1 : 0,
      ops: [...mark, ...first.ops],
    }));
    return tagPieces({ role: 'Note', key: `${index}` }, note);
  });
}

const circledOne = 0x2460;
const circledCount = 20;

/** ① to ⑳, then the number in brackets, as Unicode has no more circled ones in a row. */
function noteMark(number: number): string {
  return number <= circledCount ? String.fromCodePoint(circledOne + number - 1) : `[${number}]`;
}
