import { basename } from 'node:path';
import type { Desk } from '../core/desk.ts';
import { including } from './article-file.ts';
import { readArticles } from './articles.ts';
import { fieldsOf, type Header, toldOf } from './header.ts';
import type { Issue, Told } from './issue.ts';
import { readMasthead } from './masthead.ts';
import { notUtf8, openFile } from './open-file.ts';
import { readOverrides } from './overrides.ts';
import { joinPages, pagesOfText, readPageList } from './page-list.ts';

const issueKeys = [
  'template',
  'paper',
  'kind',
  'date',
  'lunar',
  'number',
  'total',
  'slogan',
  'publishers',
  'imprint',
  'fonts',
  'ears',
  'credits',
  'pages',
  'print',
  'typography',
];

const defaultTemplate = 'tabloid';

/**
 * Reads an issue file and the articles it names. In: the path as the user named it; it is read as `basename(path)`
 * relative to `path` itself, so that its folder is the desk's affair. Out: the issue, whole even where there were
 * faults: those are told on the desk, all in one run. Undefined only where the file is not to be had as text.
 * docs/format.md is the contract of what is read.
 */
export async function readIssue(path: string, desk: Desk): Promise<Issue | undefined> {
  const read = await desk.read(basename(path), path);
  const file = read.ok ? openFile(read.bytes, path, desk) : undefined;
  if (!read.ok || file === undefined) {
    desk.report('issue-unreadable', { file: path }, { detail: read.ok ? notUtf8 : read.detail });
    return undefined;
  }
  const fields = file.header === undefined ? new Map() : fieldsOf(file.header, '', issueKeys, desk);
  const trail = [read.path];
  const entries = await readArticles(file.nodes, file.reading, {
    include: including(trail, desk),
    mayStartPages: true,
    begin: () => undefined,
  });
  const listed = await readPageList(fields.get('pages'), trail, desk);
  const written = pagesOfText(entries, path);
  const hasText = written.some(({ articles, name }) => articles.length > 0 || name !== undefined);
  return {
    source: path,
    template: templateOf(fields.get('template'), path, desk),
    masthead: readMasthead(fields, desk),
    pages: listed.length === 0 ? written : joinPages(listed, hasText ? written : []),
    pagesFixed: listed.length > 0,
    overrides: readOverrides(fields, desk),
  };
}

function templateOf(header: Header | undefined, file: string, desk: Desk): Told<string> {
  return toldOf(header, 'template', desk) ?? { value: defaultTemplate, place: { file } };
}
