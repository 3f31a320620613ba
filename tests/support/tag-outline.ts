import type { Sheet } from '../../src/paint/paint.ts';
import { type TagElement, tagSheets } from '../../src/pdf/tags.ts';

/** The structure tree as indented text: each element with the words that it contains directly. */
export function outlineOf(sheets: readonly Sheet[]): string {
  const { root, stretches } = tagSheets(sheets);
  const wordsOf = (sheet: number, id: number): string =>
    (stretches[sheet]?.find(({ tag }) => tag?.id === id)?.ops ?? [])
      .flatMap((op) => (op.op === 'glyphs' ? [op.row.text] : [`[${op.op}]`]))
      .join('');
  const linesOf = ({ role, kids }: TagElement, depth: number): readonly string[] => {
    const words = kids.flatMap((kid) => ('role' in kid ? [] : [wordsOf(kid.sheet, kid.id)])).join('');
    const line = `${'  '.repeat(depth)}${role} ${words}`.trimEnd();
    return [line, ...kids.flatMap((kid) => ('role' in kid ? linesOf(kid, depth + 1) : []))];
  };
  return linesOf(root, 0).join('\n');
}
