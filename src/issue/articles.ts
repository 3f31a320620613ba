import { dirname, join } from 'node:path';
import type { Heading, RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import type { Desk } from '../core/desk.ts';
import { readBlocks } from './blocks.ts';
import { awaitsHeadline, type Draft, emptyDraft, finishDraft, isBlank } from './draft.ts';
import { readAuthor, readFileFields, readTitle, reportUnusedHead } from './foreign-keys.ts';
import { asItems, type Fields, readLines, readText } from './header.ts';
import { readRuns } from './inline.ts';
import type { Article, ArticleOptions, IssuePage, Located, Run } from './issue.ts';
import { extentOf } from './markdown.ts';
import { type FileContext, notUtf8, type OpenFile, openFile } from './open-file.ts';
import { readInlinePictures } from './pictures.ts';
import {
  type Braces,
  directiveName,
  findClosingBrace,
  noSettings,
  readDirective,
  readSettings,
  type Settings,
  settingRun,
} from './settings.ts';
import { placeOf } from './source-text.ts';
import { readBoolean, readColumnCount, readWholeNumber } from './values.ts';

/** What a file contains, in order: articles, and starts of pages. */
export type Entry =
  | { readonly kind: 'article'; readonly article: Article }
  | { readonly kind: 'page'; readonly page: Omit<IssuePage, 'articles'> };

/** How a file is read. */
interface Inclusion {
  /** The paths of the files being read, outermost first, as the desk resolved them. */
  readonly trail: readonly string[];
  /** Whether `::page` starts a page: in the issue file, not in an included one. */
  readonly mayStartPages: boolean;
  /** The first article as the file's front matter begins it. */
  readonly firstDraft: Draft | undefined;
}

/** The directives that add a line to the head of an article. */
const headDirectives: readonly string[] = ['::kicker', '::deck', '::byline', '::credit'];

/**
 * Reads the blocks of a file as articles. A level-1 heading starts an article; blocks before the first heading form an
 * article as well. `::article` includes the articles of another file.
 */
export async function readArticles(
  nodes: readonly RootContent[],
  context: FileContext,
  { trail, mayStartPages, firstDraft }: Inclusion,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  let draft = firstDraft;
  const close = () => {
    if (draft !== undefined && !isBlank(draft))
      entries.push({ kind: 'article', article: finishDraft(draft) });
    draft = undefined;
  };
  for (const [index, node] of nodes.entries()) {
    const { start, end } = extentOf(node);
    const open = (): Draft => {
      draft ??= emptyDraft(context, placeOf(context.source, start, end));
      return draft;
    };
    const name = node.type === 'leafDirective' ? directiveName(node) : '';
    if (node.type === 'heading' && node.depth === 1) {
      if (draft !== undefined && !awaitsHeadline(draft)) close();
      readHeadline(node, open());
    } else if (node.type === 'leafDirective' && headDirectives.includes(name)) {
      if (
        name === '::kicker' &&
        draft !== undefined &&
        !awaitsHeadline(draft) &&
        leadsToHeading(nodes, index)
      )
        close();
      readHeadDirective(node, open());
    } else if (node.type === 'leafDirective' && name === '::page' && mayStartPages) {
      close();
      entries.push({ kind: 'page', page: readPageStart(node, context) });
    } else if (node.type === 'leafDirective' && name === '::article') {
      close();
      entries.push(...(await readInclusion(node, context, trail)));
    } else {
      const blocks = readBlocks([node], draft?.context ?? open().context);
      open().body.push(...blocks);
    }
  }
  close();
  reportUnusedNotes(context);
  return entries;
}

/** Whether only further kickers are between a kicker and the next headline. */
function leadsToHeading(nodes: readonly RootContent[], index: number): boolean {
  const next = nodes.slice(index + 1).find((node) => {
    if (node.type === 'leafDirective') return directiveName(node) !== '::kicker';
    return node.type !== 'html' && node.type !== 'definition';
  });
  return next?.type === 'heading' && next.depth === 1;
}

/** 主标题 (the headline), with the options of the article in braces after it. */
function readHeadline(node: Heading, draft: Draft): void {
  const { source, desk } = draft.context;
  const { start, end } = extentOf(node);
  const braces = findHeadlineBraces(node, draft.context);
  const settings = braces === undefined ? noSettings : readSettings(source, braces, optionKeys, desk);
  draft.main = readRuns(node.children, draft.context, braces === undefined ? {} : { until: braces.open });
  draft.options = { ...draft.options, ...readOptions(settings, desk) };
  draft.place = placeOf(source, start, end);
  moveInlineImages(draft);
}

/** Braces with settings at the end of a headline. Other braces are text. */
function findHeadlineBraces(node: Heading, { source }: FileContext): Braces | undefined {
  const last = node.children.at(-1);
  if (last?.type !== 'text') return undefined;
  const { start, end } = extentOf(last);
  const text = source.text.slice(start, end);
  const match = text.includes('{') ? /(?<!\\)\{\s*[A-Za-z][^{}]*\}\s*$/.exec(text) : null;
  if (match === null) return undefined;
  const open = start + match.index;
  const close = findClosingBrace(source.text, open);
  return close === undefined ? undefined : { open, close };
}

/** 引题、副题、署名、供稿 (kicker, deck, byline, credit): each directive is one line. */
function readHeadDirective(node: LeafDirective, draft: Draft): void {
  const { name, place } = readDirective(node, draft.context);
  const runs = readRuns(node.children, draft.context);
  moveInlineImages(draft);
  if (runs.length === 0) {
    draft.context.desk.report('bad-directive', place, { name, problem: '方括号里没有文字' });
  } else linesFor(name, draft).push(runs);
}

function linesFor(name: string, draft: Draft): (readonly Run[])[] {
  if (name === '::kicker') return draft.kickers;
  if (name === '::deck') return draft.decks;
  return name === '::byline' ? draft.bylines : draft.credits;
}

/** Moves pictures found within the head of an article to the start of its text. */
function moveInlineImages({ body, context }: Draft): void {
  const images = context.inlineImages.splice(0);
  if (images.length > 0) body.push(readInlinePictures(images, context));
}

function readPageStart(node: LeafDirective, context: FileContext): Omit<IssuePage, 'articles'> {
  const { settings, place } = readDirective(node, context);
  const runs = readRuns(node.children, context);
  const [first] = runs;
  const editor = settingRun(settings, 'editor');
  const designer = settingRun(settings, 'designer');
  const columns = readColumnCount(settings.get('columns'), context.desk);
  return {
    ...(first !== undefined && { name: { text: plainText(runs), marks: [], place: first.place } }),
    ...(editor !== undefined && { editor }),
    ...(designer !== undefined && { designer }),
    ...(columns !== undefined && { columns }),
    place,
  };
}

/** The text of runs without marks; a ruby annotation follows its base in brackets. */
function plainText(runs: readonly Run[]): string {
  const texts = runs.map(({ text, marks }, index) => {
    const ruby = marks.find(({ kind }) => kind === 'ruby');
    return ruby?.kind !== 'ruby' || runs[index + 1]?.marks.includes(ruby) ? text : `${text}（${ruby.rt}）`;
  });
  return texts.join('');
}

/** Reports a footnote without a reference, and the second of two footnotes with the same name: neither is printed. */
function reportUnusedNotes({ source, desk, footnotes, footnoteNodes, referencedNotes }: FileContext): void {
  for (const note of footnoteNodes) {
    const { start, end } = extentOf(note);
    if (referencedNotes.has(note.identifier) && footnotes.get(note.identifier) === note) continue;
    desk.report('note-unused', placeOf(source, start, end), { label: note.label ?? note.identifier });
  }
}

/** `::article{src=… span=2}`: the articles of another file. */
async function readInclusion(
  node: LeafDirective,
  context: FileContext,
  trail: readonly string[],
): Promise<readonly Entry[]> {
  const { desk } = context;
  const { name, settings, place } = readDirective(node, context);
  if (node.children.length > 0) {
    desk.report('bad-directive', place, { name, problem: '方括号里的文字不会排出' });
  }
  const src = settings.get('src');
  const options = readOptions(settings, desk);
  if (src !== undefined) return withOptions(await readArticleFile(src, trail, desk), options);
  desk.report('bad-value', place, { key: 'src', expected: '稿件文件的路径，如 src=articles/a.md' });
  return [];
}

/** Applies the options of the directive to the first article. They override those of the file's front matter. */
function withOptions(entries: readonly Entry[], options: ArticleOptions): readonly Entry[] {
  const first = entries.findIndex(({ kind }) => kind === 'article');
  return entries.map((entry, index) =>
    index === first && entry.kind === 'article'
      ? { ...entry, article: { ...entry.article, options: { ...entry.article.options, ...options } } }
      : entry,
  );
}

/**
 * Reads the articles of a file. In: its path, relative to the file that names it. A file that cannot be read, or that
 * includes itself, is reported and gives no articles.
 */
export async function readArticleFile(
  src: Located<string>,
  trail: readonly string[],
  desk: Desk,
): Promise<readonly Entry[]> {
  const read = await desk.read(src.value, src.place.file);
  if (!read.ok) {
    desk.report('article-missing', src.place, { path: src.value, detail: read.detail, near: read.near });
    return [];
  }
  if (trail.includes(read.path)) {
    desk.report('article-circular', src.place, { path: src.value });
    return [];
  }
  const file = openFile(read.bytes, join(dirname(src.place.file), src.value), desk);
  if (file === undefined) {
    desk.report('article-missing', src.place, { path: src.value, detail: notUtf8 });
    return [];
  }
  return readOpenFile(file, [...trail, read.path], desk);
}

/** The options of an article, in braces after its headline or in the front matter of its file. */
const optionKeys = ['span', 'boxed', 'priority', 'section', 'jump'];

const articleKeys = ['kicker', 'headline', 'deck', 'byline', 'credit', ...optionKeys];

async function readOpenFile(file: OpenFile, trail: readonly string[], desk: Desk): Promise<readonly Entry[]> {
  const fields = readFileFields(file.header, articleKeys, ['date'], desk);
  const hasHead =
    fields.has('headline') || file.nodes.some((node) => node.type === 'heading' && node.depth === 1);
  if (hasHead) reportUnusedHead(fields, desk);
  const entries = await readArticles(file.nodes, file.context, {
    trail,
    mayStartPages: false,
    firstDraft: draftOf(fields, hasHead, file.context),
  });
  const headline = fields.get('headline');
  const [first, second] = entries;
  const noText = first?.kind === 'article' && first.article.body.length === 0;
  if (headline !== undefined && noText && second !== undefined)
    desk.report('headline-twice', headline.place, {});
  return entries;
}

/** The first article of a file as its front matter begins it; undefined without front matter. In: whether it has a headline. */
function draftOf(fields: Fields, hasHead: boolean, context: FileContext): Draft | undefined {
  if (fields.size === 0) return undefined;
  const { desk } = context;
  const lines = (key: string) => asItems(fields.get(key)).map((item) => readLines(item, key, desk));
  return {
    ...emptyDraft(context, placeOf(context.source, 0, 0)),
    kickers: lines('kicker'),
    main: hasHead ? readLines(fields.get('headline'), 'headline', desk) : readTitle(fields, desk),
    decks: lines('deck'),
    bylines: [...lines('byline'), ...(hasHead ? [] : readAuthor(fields, desk))],
    credits: lines('credit'),
    options: readHeaderOptions(fields, desk),
  };
}

function readHeaderOptions(fields: Fields, desk: Desk): ArticleOptions {
  const settings = optionKeys.flatMap((key) => {
    const written = readText(fields.get(key), key, desk);
    return written === undefined ? [] : [[key, written] as const];
  });
  return readOptions(new Map(settings), desk);
}

/** Reads the options of an article. Other settings, such as `src`, are ignored. */
function readOptions(settings: Settings, desk: Desk): ArticleOptions {
  const span = readWholeNumber(settings.get('span'), 'span', desk);
  const boxed = readBoolean(settings.get('boxed'), 'boxed', desk);
  const priority = readWholeNumber(settings.get('priority'), 'priority', desk);
  const jump = readWholeNumber(settings.get('jump'), 'jump', desk);
  const section = settingRun(settings, 'section');
  return {
    ...(span !== undefined && { span }),
    ...(boxed !== undefined && { boxed }),
    ...(priority !== undefined && { priority }),
    ...(section !== undefined && { section }),
    ...(jump !== undefined && { jump }),
  };
}
