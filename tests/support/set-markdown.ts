import { posix } from 'node:path';
import type { Diagnostic, Report } from '../../src/core/diagnostics.ts';
import type { Galley, ParagraphLengths, Piece, SetIssue } from '../../src/galley/galley.ts';
import { articleColumns, setArticle } from '../../src/galley/set-article.ts';
import { findBreaks } from '../../src/headline/bind-words.ts';
import type { Issue, Picture } from '../../src/issue/issue.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { makeUpWithoutWidows } from '../../src/makeup/cure-widows.ts';
import type { Dummy } from '../../src/makeup/dummy.ts';
import type { DocumentInfo, Publication } from '../../src/paint/paint.ts';
import type { ImageFile } from '../../src/pictures/image-file.ts';
import type { PictureContext } from '../../src/sheet/furniture.ts';
import { makeSheets } from '../../src/sheet/make-sheets.ts';
import { paintMasthead } from '../../src/sheet/masthead.ts';
import { planPictures } from '../../src/sheet/plan-pictures.ts';
import { loadTemplate } from '../../src/template/load-template.ts';
import type { Template } from '../../src/template/template.ts';
import { fakeDesk } from './fake-desk.ts';
import { fakeFontBook } from './fake-face.ts';

/** The galleys of an issue, with the issue, its template and the messages. */
export interface SetMarkdown {
  readonly issue: Issue;
  readonly template: Template;
  readonly galleys: readonly Galley[];
  readonly reset: SetIssue['reset'];
  readonly messages: readonly Diagnostic[];
}

/**
 * Reads and sets a Markdown issue with the default template and the fake faces. The size of a picture is in its name,
 * as in `300x200.jpg`; a picture without a size in its name does not exist. A JPEG is a photograph, a PNG a drawing.
 */
export async function setMarkdown(text: string): Promise<SetMarkdown> {
  const { desk, messages } = fakeDesk({ 'issue.md': text });
  const issue = await readIssue('issue.md', desk);
  const template = issue && (await loadTemplate(issue.template, issue.overrides, desk));
  if (issue === undefined || template === undefined) throw new Error(JSON.stringify(messages));
  const fonts = fakeFontBook();
  const articles = issue.pages.flatMap((page) => page.articles.map((article) => ({ article, page })));
  const context = { template, fonts, image: imageOf, findBreaks };
  const set = (at: number, report: Report, lengths?: ParagraphLengths) => {
    const { article, page } = articles[at]!;
    const columns = articleColumns(article, page, template);
    return setArticle(article, columns, { ...context, report, ...(lengths && { lengths }) });
  };
  const galleys = articles.map((_, at) => set(at, desk.report));
  const reset = (at: number, lengths: ParagraphLengths) => set(at, () => undefined, lengths);
  return { issue, template, galleys, reset, messages };
}

/** Reads, sets and makes up a Markdown issue, as setMarkdown does, into finished sheets. */
export async function sheetsOf(
  text: string,
): Promise<SetMarkdown & { readonly publication: Publication; readonly dummy: Dummy }> {
  const set = await setMarkdown(text);
  const { issue, template } = set;
  const { desk, messages } = fakeDesk({});
  const { dummy, galleys } = makeUpWithoutWidows(issue, set, template, desk.report);
  const context = { fonts: fakeFontBook(), image: imageOf, report: desk.report, file: issue.source };
  const info = { title: 'a paper', creator: 'a test', date: '2026-01-01T00:00:00.000Z' };
  const publication = finishSheets(dummy, galleys, issue, template, context, info);
  return { ...set, galleys, messages: [...set.messages, ...messages], publication, dummy };
}

/** The stages between the dummy and the finished sheets. */
export function finishSheets(
  dummy: Dummy,
  galleys: readonly Galley[],
  issue: Issue,
  template: Template,
  context: PictureContext,
  info: DocumentInfo,
): Publication {
  const masthead = paintMasthead(issue, dummy.pages.length, template, context);
  const plan = planPictures(dummy, galleys, masthead, template);
  return makeSheets(dummy, galleys, issue, template, plan, masthead, context, info);
}

function imageOf({ path }: Picture): ImageFile | undefined {
  const [, width, height] = /(\d+)x(\d+)/.exec(path) ?? [];
  if (width === undefined || height === undefined) return undefined;
  const id = posix.basename(path);
  const size = { width: Number(width), height: Number(height) };
  const kind = path.endsWith('.jpg') ? ({ photograph: true } as const) : {};
  return { id, path, bytes: new Uint8Array(), ...size, vector: false, ...kind };
}

/** The galley of an article that spans one of `columns` columns. In: its text without the headline. */
export async function galleyOf(text: string, columns = 2): Promise<Galley> {
  const { galleys } = await setMarkdown(`::page{columns=${columns}}\n\n# 头条\n\n# 街坊 {span=1}\n\n${text}`);
  return galleys[1]!;
}

export const bodyOf = async (text: string, columns = 2): Promise<readonly Piece[]> =>
  (await galleyOf(text, columns)).body;
