import type { Paragraph } from 'mdast';
import { atomsOf } from './inline.ts';
import type { Block } from './issue.ts';
import { joinLines, trimRuns } from './join-lines.ts';
import { extentOf } from './markdown.ts';
import { picturesAlone } from './pictures.ts';
import type { Reading } from './reading.ts';
import { tellBrokenLines } from './slips.ts';
import type { Atom } from './text-atoms.ts';

/** A line that begins with the indent of a paragraph is one, without a blank line before it. */
const indent = /^\u3000{2}/;

/** A paragraph of Markdown: a picture block, or the paragraphs of text in it. */
export function paragraphBlocks(node: Paragraph, reading: Reading): readonly Block[] {
  const pictures = picturesAlone(node, reading);
  if (pictures !== undefined) return [pictures];
  const { start, end } = extentOf(node);
  tellBrokenLines(reading, start, end);
  return splitAtIndents(atomsOf(node.children, reading, [])).flatMap((atoms): readonly Block[] => {
    const runs = trimRuns(joinLines(atoms));
    const first = runs[0]?.place.start;
    const last = runs.at(-1)?.place.end;
    if (first === undefined || last === undefined) return [];
    return [{ kind: 'paragraph', runs, place: { file: reading.source.file, start: first, end: last } }];
  });
}

function splitAtIndents(atoms: readonly Atom[]): readonly (readonly Atom[])[] {
  if (atoms.length === 1) return [atoms];
  const paragraphs: Atom[][] = [[]];
  for (const [index, atom] of atoms.entries()) {
    const before = atoms[index - 1];
    const afterLineEnd = before !== undefined && 'kind' in before;
    if (afterLineEnd && !('kind' in atom) && indent.test(atom.text)) paragraphs.push([]);
    paragraphs.at(-1)!.push(atom);
  }
  return paragraphs;
}
