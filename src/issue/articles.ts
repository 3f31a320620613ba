import type { Heading, RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import type { Place } from '../core/place.ts';
import { readBlocks } from './blocks.ts';
import { closingBrace } from './brackets.ts';
import { directiveName, readDirective, settingRun } from './directive.ts';
import { awaitsHeadline, type Draft, emptyDraft, finishDraft, isBlank } from './draft.ts';
import { runsOf } from './inline.ts';
import type { Article, IssuePage, Run } from './issue.ts';
import { extentOf } from './markdown.ts';
import { strayPictures } from './pictures.ts';
import type { Reading } from './reading.ts';
import { noSettings, readSettings, type Settings } from './settings.ts';
import { placeOf } from './source-text.ts';
import { columnCount } from './values.ts';
import { readWishes, wishKeys } from './wishes.ts';

/** What a file holds, in order: articles, and the starts of pages. */
export type Entry =
  | { readonly kind: 'article'; readonly article: Article }
  | { readonly kind: 'page'; readonly page: Omit<IssuePage, 'articles'> };

/** What reading the articles of a file asks of whoever reads it. */
export interface Surroundings {
  /** Reads the articles of another file that a directive names. */
  readonly include: (settings: Settings, place: Place) => Promise<readonly Entry[]>;
  /** Whether pages may start here: in the issue file itself, not in an included one. */
  readonly mayStartPages: boolean;
  /** What the file's header says of its first article. */
  readonly begin: (reading: Reading) => Draft | undefined;
}

const headlineLines: readonly string[] = ['::kicker', '::deck', '::byline', '::credit'];

/** Reads the blocks of a file as articles. A level-1 heading starts one; text before the first forms one as well. */
export async function readArticles(
  nodes: readonly RootContent[],
  reading: Reading,
  surroundings: Surroundings,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  let draft = surroundings.begin(reading);
  const close = () => {
    if (draft !== undefined && !isBlank(draft))
      entries.push({ kind: 'article', article: finishDraft(draft) });
    draft = undefined;
  };
  for (const [index, node] of nodes.entries()) {
    const { start, end } = extentOf(node);
    const open = (): Draft => {
      draft ??= emptyDraft(reading, placeOf(reading.source, start, end));
      return draft;
    };
    const name = node.type === 'leafDirective' ? directiveName(node) : '';
    if (node.type === 'heading' && node.depth === 1) {
      if (draft !== undefined && !awaitsHeadline(draft)) close();
      readHeadline(node, open());
    } else if (node.type === 'leafDirective' && headlineLines.includes(name)) {
      if (
        name === '::kicker' &&
        draft !== undefined &&
        !awaitsHeadline(draft) &&
        leadsToHeading(nodes, index)
      )
        close();
      readHeadlineLine(node, open());
    } else if (node.type === 'leafDirective' && name === '::page' && surroundings.mayStartPages) {
      close();
      entries.push({ kind: 'page', page: readPage(node, reading) });
    } else if (node.type === 'leafDirective' && name === '::article') {
      close();
      const { settings, place } = readDirective(node, reading);
      if (node.children.length > 0) {
        reading.desk.report('bad-directive', place, { name, problem: '方括号里的文字不会排出' });
      }
      entries.push(...(await surroundings.include(settings, place)));
    } else {
      const blocks = readBlocks([node], draft?.reading ?? open().reading);
      open().body.push(...blocks);
    }
  }
  close();
  tellUnusedNotes(reading);
  return entries;
}

/** Whether nothing but further kickers stands between a kicker and the next headline. */
function leadsToHeading(nodes: readonly RootContent[], index: number): boolean {
  const next = nodes.slice(index + 1).find((node) => {
    if (node.type === 'leafDirective') return directiveName(node) !== '::kicker';
    return node.type !== 'html' && node.type !== 'definition';
  });
  return next?.type === 'heading' && next.depth === 1;
}

/** 主题, with the article's settings in braces after it. */
function readHeadline(node: Heading, draft: Draft): void {
  const { source, desk } = draft.reading;
  const { start, end } = extentOf(node);
  const braces = headlineBraces(node, draft.reading);
  const settings = braces === undefined ? noSettings : readSettings(source, braces, wishKeys, desk);
  draft.main = runsOf(node.children, draft.reading, braces === undefined ? {} : { until: braces.open });
  draft.wishes = { ...draft.wishes, ...readWishes(settings, desk) };
  draft.place = placeOf(source, start, end);
  takeStrays(draft);
}

/** Braces at the end of a headline that hold settings; others are text. */
function headlineBraces(
  node: Heading,
  { source }: Reading,
): { readonly open: number; readonly close: number } | undefined {
  const last = node.children.at(-1);
  if (last?.type !== 'text') return undefined;
  const { start, end } = extentOf(last);
  const text = source.text.slice(start, end);
  const written = text.includes('{') ? /(?<!\\)\{\s*[A-Za-z][^{}]*\}\s*$/.exec(text) : null;
  if (written === null) return undefined;
  const open = start + written.index;
  const close = closingBrace(source.text, open);
  return close === undefined ? undefined : { open, close };
}

/** 引题、副题、署名、供稿: a line of its own. */
function readHeadlineLine(node: LeafDirective, draft: Draft): void {
  const { name, place } = readDirective(node, draft.reading);
  const runs = runsOf(node.children, draft.reading);
  takeStrays(draft);
  if (runs.length === 0) {
    draft.reading.desk.report('bad-directive', place, { name, problem: '方括号里没有文字' });
  } else linesFor(name, draft).push(runs);
}

function linesFor(name: string, draft: Draft): (readonly Run[])[] {
  if (name === '::kicker') return draft.kickers;
  if (name === '::deck') return draft.decks;
  return name === '::byline' ? draft.bylines : draft.credits;
}

/** A picture in a headline goes to the head of the text. */
function takeStrays({ body, reading }: Draft): void {
  const strays = reading.strays.splice(0);
  if (strays.length > 0) body.push(strayPictures(strays, reading));
}

function readPage(node: LeafDirective, reading: Reading): Omit<IssuePage, 'articles'> {
  const { settings, place } = readDirective(node, reading);
  const runs = runsOf(node.children, reading);
  const [first] = runs;
  const editor = settingRun(settings, 'editor');
  const designer = settingRun(settings, 'designer');
  const columns = columnCount(settings.get('columns'), reading.desk);
  return {
    ...(first !== undefined && { name: { text: plainText(runs), marks: [], place: first.place } }),
    ...(editor !== undefined && { editor }),
    ...(designer !== undefined && { designer }),
    ...(columns !== undefined && { columns }),
    place,
  };
}

/** A name is one run without marks; a reading follows its character in brackets. */
function plainText(runs: readonly Run[]): string {
  const texts = runs.map(({ text, marks }, index) => {
    const ruby = marks.find(({ kind }) => kind === 'ruby');
    return ruby?.kind !== 'ruby' || runs[index + 1]?.marks.includes(ruby) ? text : `${text}（${ruby.rt}）`;
  });
  return texts.join('');
}

/** A footnote that nothing refers to has no place on the page; of two with one name the second has none. */
function tellUnusedNotes({ source, desk, footnotes, footnoteNodes, noted }: Reading): void {
  for (const note of footnoteNodes) {
    const { start, end } = extentOf(note);
    if (noted.has(note.identifier) && footnotes.get(note.identifier) === note) continue;
    desk.report('note-unused', placeOf(source, start, end), { label: note.label ?? note.identifier });
  }
}
