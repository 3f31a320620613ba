import { copyCharacters } from '../../core/copy-characters.ts';

/**
 * Which characters of the copy are not set, as a sentence in Chinese. Character by character, wherever they stand: what
 * the paper adds or repeats may be more, never less.
 */
export function findMissingCopy(copy: string, set: readonly string[]): string | undefined {
  const left = new Map<string, number>();
  for (const text of set) for (const each of text) left.set(each, (left.get(each) ?? 0) + 1);
  const lost: string[] = [];
  for (const each of copy) {
    const count = left.get(each) ?? 0;
    if (count > 0) left.set(each, count - 1);
    else if (copyCharacters(each) > 0) lost.push(each);
  }
  const shown = `${lost.slice(0, 20).join('')}${lost.length > 20 ? '……' : ''}`;
  return lost.length === 0 ? undefined : `稿件里有 ${lost.length} 个字在 PDF 里找不到：${shown}`;
}
