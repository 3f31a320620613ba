import type { Desk } from '../core/desk.ts';
import type { HeaderNode } from './header.ts';

const expected = '一组词（words: [词一, 词二]），或本期文件夹里一个词表文件的路径，词表一行一词';

/**
 * The paper's own terms that no headline is broken inside: a list, or the path of a file with a term on each line, where
 * a line that begins with `#` is a comment. A bar in a term marks where it may be divided after all.
 */
export async function readWords(
  header: HeaderNode | undefined,
  file: string,
  desk: Desk,
): Promise<readonly string[]> {
  if (header === undefined) return [];
  if (header.kind === 'list') {
    const terms = header.items.flatMap((item) => {
      if (item.kind === 'scalar') return [item.text.trim()];
      desk.report('bad-value', item.place, { key: 'words', expected });
      return [];
    });
    return terms.filter((term) => term !== '');
  }
  const read = header.kind === 'scalar' ? await desk.read(header.text, file) : undefined;
  if (read?.ok) {
    const lines = new TextDecoder().decode(read.bytes).split(/\r\n|\n|\r/);
    return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  }
  desk.report('bad-value', header.place, { key: 'words', expected });
  return [];
}
