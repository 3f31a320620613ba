import type { RootContent } from 'mdast';
import { memoize } from '../core/cache.ts';
import type { Desk } from '../core/desk.ts';
import { readFrontMatter } from './front-matter.ts';
import type { HeaderMap } from './header.ts';
import { extentOf } from './markdown.ts';
import { beginReading, type FileContext } from './reading.ts';
import { decodeText, placeOf, sourceText } from './source-text.ts';

/** A Markdown file taken in: its header, its blocks, and what reading them needs. */
export interface OpenFile {
  readonly header: HeaderMap | undefined;
  readonly nodes: readonly RootContent[];
  readonly context: FileContext;
}

/** Takes in a file's text. In: the name its places carry. Out: undefined, with the reason, where it is no UTF-8. */
export function openFile(bytes: Uint8Array, file: string, desk: Desk): OpenFile | undefined {
  const text = decodeText(bytes);
  if (text === undefined) return undefined;
  const source = sourceText(file, text);
  const { root, context } = beginReading(source, desk);
  const [first, ...rest] = root.children;
  if (first?.type !== 'yaml') {
    reportOpenHeader(context);
    return { header: undefined, nodes: root.children, context };
  }
  const { start, end } = extentOf(first);
  const header = memoize(
    desk.cache.memory,
    desk.report,
    'front matter',
    () => `${file}\n${text.slice(0, end)}`,
    (report) => readFrontMatter(source, start, end, { ...desk, report }),
  );
  return { header, nodes: rest, context };
}

/** Why bytes are no text, in the words of a message. */
export const notUtf8 = '文件不是 UTF-8 编码，请另存为 UTF-8';

/** A header whose closing line is missing would be set as copy. */
function reportOpenHeader({ source, desk }: FileContext): void {
  const opening = /^---[ \t]*(?:\r\n|\n|\r)[A-Za-z_]+[ \t]*[:：]/.exec(source.text);
  if (opening !== null) desk.report('bad-yaml', placeOf(source, 0, 3), { detail: '没有收尾的 --- 行' });
}
