import { basename } from 'node:path';
import type { Desk } from '../core/desk.ts';
import { readArticles } from './articles.ts';
import { type Draft, emptyDraft } from './draft.ts';
import { headKeys, readAuthor, readFileFields, readTitle, reportUnusedHead } from './foreign-keys.ts';
import { asMap, type Fields, type HeaderNode, readFields, readText } from './header.ts';
import type { Issue, Located, Overrides } from './issue.ts';
import { noteMarkupFaults, reportLeftoverMarkup } from './leftover-markup.ts';
import { notUtf8, type OpenFile, openFile } from './open-file.ts';
import { collectPages, joinPages, readPageList } from './pages.ts';
import { readMasthead } from './read-masthead.ts';
import { readWords } from './read-words.ts';
import { placeOf } from './source-text.ts';

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
  'words',
];

const printKeys = ['profile', 'bleed', 'marks', 'tac', 'trim'];
const typographyKeys = [
  'size',
  'leading',
  'punctuation',
  'normalise',
  'kinsoku',
  'numeric_gap',
  'hanging',
  'hyphenate',
];

const defaultTemplate = 'tabloid';

/**
 * Reads an issue file and the articles that it includes. In: the path as the user gave it; the file is read as
 * `basename(path)` relative to `path`, so that the desk determines its folder. Out: the issue, complete even if there
 * are faults, all of which are reported in one run. Undefined only if the file cannot be read as text.
 * docs/format.md specifies the format.
 *
 * The stages, in order:
 *
 * 1. open-file.ts decodes the file, parses it (parse-copy.ts, markdown.ts), and reads the front matter
 *    (front-matter.ts, header.ts). The rest of the tree keeps mdast's own types.
 * 2. articles.ts divides the blocks of the tree into articles and pages, and includes other files, each through stage 1.
 * 3. blocks.ts and pictures.ts convert the blocks of an article; inline.ts converts their text into runs, with the
 *    settings in braces (settings.ts).
 * 4. source-runs.ts gives every character of a run its place in the source, and join-lines.ts joins the lines.
 * 5. draft.ts completes an article: its dateline, its credit and its notes.
 * 6. read-masthead.ts, pages.ts and the functions below read the fields of the front matter.
 * 7. leftover-markup.ts reports signs of markup in the text to be printed.
 */
export async function readIssue(path: string, outerDesk: Desk): Promise<Issue | undefined> {
  const faults = noteMarkupFaults(outerDesk);
  const { desk } = faults;
  const read = await desk.read(basename(path), path);
  const file = read.ok ? openFile(read.bytes, path, desk) : undefined;
  if (!read.ok || file === undefined) {
    desk.report('issue-unreadable', { file: path }, { detail: read.ok ? notUtf8 : read.detail });
    return undefined;
  }
  const fields = readFileFields(file.header, issueKeys, [], desk);
  const trail = [read.path];
  const entries = await readArticles(file.nodes, file.context, {
    trail,
    mayStartPages: true,
    firstDraft: draftOfTitle(fields, file),
  });
  const listed = await readPageList(fields.get('pages'), trail, desk);
  const written = collectPages(entries, path);
  const hasText = written.some(({ articles, name }) => articles.length > 0 || name !== undefined);
  const words = await readWords(fields.get('words'), path, desk);
  const issue: Issue = {
    source: path,
    template: readTemplate(fields.get('template'), path, desk),
    masthead: readMasthead(fields, desk),
    pages: listed.length === 0 ? written : joinPages(listed, hasText ? written : []),
    pagesFixed: listed.length > 0,
    overrides: readOverrides(fields, desk),
    ...(words.length > 0 && { words }),
  };
  reportLeftoverMarkup(issue, [...issueKeys, ...headKeys], faults, desk);
  return issue;
}

/**
 * The first article of a file without a level-1 heading, begun by `title` and `author`. A file that begins with an inclusion or a
 * page has no article of its own for them.
 */
function draftOfTitle(fields: Fields, { nodes, context }: OpenFile): Draft | undefined {
  const first = nodes.find(({ type }) => type !== 'html' && type !== 'definition');
  const hasHead = nodes.some((node) => node.type === 'heading' && node.depth === 1);
  const hasText =
    first !== undefined && (first.type !== 'leafDirective' || !['page', 'article'].includes(first.name));
  const main = readTitle(fields, context.desk);
  if (hasHead || !hasText || (main.length === 0 && !fields.has('author'))) {
    reportUnusedHead(fields, context.desk);
    return undefined;
  }
  const draft = emptyDraft(context, placeOf(context.source, 0, 0));
  return { ...draft, main, bylines: [...readAuthor(fields, context.desk)] };
}

function readTemplate(header: HeaderNode | undefined, file: string, desk: Desk): Located<string> {
  return readText(header, 'template', desk) ?? { value: defaultTemplate, place: { file } };
}

/** Reads the settings of the template that the issue overrides. Values are checked by the schema of the template. */
function readOverrides(fields: Fields, desk: Desk): Overrides {
  return {
    fonts: readFonts(fields.get('fonts'), desk),
    print: asPlainFields(readFields(fields.get('print'), 'print', printKeys, desk)),
    typography: asPlainFields(readFields(fields.get('typography'), 'typography', typographyKeys, desk)),
  };
}

/** The font of each role. Only the template knows which roles exist. */
function readFonts(header: HeaderNode | undefined, desk: Desk): ReadonlyMap<string, Located<string>> {
  const entries = asMap(header, 'fonts', desk)?.entries ?? [];
  return new Map(
    entries.flatMap(({ key, value }): [string, Located<string>][] => {
      const font = readText(value, key.text, desk);
      return font === undefined ? [] : [[key.text, font]];
    }),
  );
}

function asPlainFields(fields: Fields): ReadonlyMap<string, Located<unknown>> {
  return new Map([...fields].map(([key, header]) => [key, { value: asPlain(header), place: header.place }]));
}

function asPlain(header: HeaderNode): unknown {
  if (header.kind === 'scalar') return header.value;
  if (header.kind === 'list') return header.items.map(asPlain);
  return Object.fromEntries(header.entries.map(({ key, value }) => [key.text, value && asPlain(value)]));
}
