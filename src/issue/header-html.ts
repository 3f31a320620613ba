import type { Desk } from '../core/desk.ts';
import {
  forbiddenElements,
  isSupported,
  markOfElement,
  optionallyClosed,
  voidElements,
} from './html-elements.ts';
import { readTag, type Tag } from './html-tags.ts';
import type { Mark, Run } from './issue.ts';
import { sliceRun } from './join-lines.ts';
import { decodeReference } from './markdown.ts';

/**
 * HTML in the values of front matter, with the meaning that it has in the body: `<b>` `<sup>` and the like become marks, `<br>` a
 * line end; of other elements the words are set and the tag is reported; comments are listed. A picture has no place in a
 * value and is reported as an element without meaning. What is no HTML name, `<Enter>`, is copy.
 *
 * Holds: the text of the result is that of the runs, less tags and comments, each of which means something or is reported.
 */

const sign =
  /<!--[\s\S]*?-->|<\/?[A-Za-z][^<>]*>|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/g;

interface OpenTag extends Tag {
  readonly place: Run['place'];
  /** How many runs precede it. */
  readonly from: number;
}

/**
 * Reads the tags of one value. In: its runs, of which each is within one line; whether it may have several lines and marks, or
 * becomes one run, in which no element means anything.
 */
export function readHeaderTags(runs: readonly Run[], shape: 'lines' | 'one run', desk: Desk): readonly Run[] {
  if (!runs.some(({ text }) => /[<&]/.test(text))) return runs;
  const read: Run[] = [];
  const open: OpenTag[] = [];
  const readSign = (written: Run) => {
    const { text, place } = written;
    if (text.startsWith('&')) read.push({ ...written, text: decodeReference(text) });
    else if (text.startsWith('<!')) desk.report('comment-left-out', place, {});
    else {
      const tag = readTag(text);
      if (tag === undefined) read.push(written);
      else if (tag.name === 'br' && shape === 'lines') read.push({ ...written, text: '\n' });
      else openOrClose({ ...tag, place, from: read.length });
    }
  };
  const openOrClose = (tag: OpenTag) => {
    const { name, place } = tag;
    if (forbiddenElements.has(name)) return tag.closes || desk.report('html-forbidden', place, { name });
    const means = shape === 'lines' && isSupported(name) && name !== 'img';
    if (!tag.closes && !means) desk.report('html-ignored', place, { name, count: 1 });
    if (voidElements.has(name)) return undefined;
    if (!tag.closes) return open.push(tag);
    const partner = open.findLastIndex((other) => other.name === name);
    if (partner < 0) return desk.report('html-unclosed', place, { name });
    const [opening, ...inner] = open.splice(partner) as [OpenTag, ...OpenTag[]];
    for (const left of inner) reportUnclosed(left, desk);
    const mark = markOfElement(name, opening.attributes);
    if (mark === undefined || !means) return undefined;
    for (let index = opening.from; index < read.length; index += 1)
      read[index] = withMark(read[index] as Run, mark);
  };
  for (const run of runs) {
    let done = 0;
    for (const { 0: written, index } of run.text.matchAll(sign)) {
      if (index > done) read.push(sliceRun(run, done, index));
      readSign(sliceRun(run, index, index + written.length));
      done = index + written.length;
    }
    if (done < run.text.length) read.push(sliceRun(run, done, run.text.length));
  }
  for (const left of open) reportUnclosed(left, desk);
  return read;
}

function reportUnclosed({ name, place }: OpenTag, desk: Desk): void {
  if (!optionallyClosed.has(name)) desk.report('html-unclosed', place, { name });
}

const withMark = (run: Run, mark: Mark): Run =>
  run.marks.some(({ kind }) => kind === mark.kind) ? run : { ...run, marks: [...run.marks, mark] };
