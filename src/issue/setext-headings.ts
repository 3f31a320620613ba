import type { Heading, Nodes, RootContent } from 'mdast';

declare module 'mdast' {
  interface HeadingData {
    /** The line of signs that made the heading one. */
    underline?: 'headline';
  }
  interface ThematicBreakData {
    /** A rule that CommonMark takes for the underline of a heading. */
    underline?: 'rule';
  }
}

const underline = /[\r\n][ \t>]*(?:(-+)|(=+))[ \t]*$/;
const numberSign = /^#{1,6}[ \t]/;
/** A longer line, or one that ends like a sentence, is no headline. */
const maxHeadline = 40;
const endsSentence = /[。！？；，、：,;:.!?]["”’）)]?$/;

/**
 * Replaces headings that a line of `---` or `===` right under a paragraph made, which people type for a rule: each
 * becomes the paragraph and a rule. Only a single short line over `===` is still a headline. Both are marked, so that
 * open-file.ts reports them: no heading is made or unmade in silence.
 */
export function splitSetextHeadings(node: Nodes, text: string): void {
  if (!('children' in node)) return;
  const children: RootContent[] = [];
  for (const child of node.children) {
    if (child.type === 'heading') children.push(...splitHeading(child, text));
    else {
      splitSetextHeadings(child, text);
      children.push(child);
    }
  }
  node.children = children as typeof node.children;
}

function splitHeading(heading: Heading, text: string): readonly RootContent[] {
  const { position, children } = heading;
  const start = position?.start.offset;
  const end = position?.end.offset;
  if (start === undefined || end === undefined) return [heading];
  const written = text.slice(start, end);
  const match = underline.exec(written);
  if (match === null || numberSign.test(written)) return [heading];
  const [signs, , equals] = match;
  const line = written.slice(0, match.index).trim();
  const isHeadline = equals !== undefined && line.length <= maxHeadline && !/[\r\n]|^$/.test(line);
  if (isHeadline && !endsSentence.test(line)) return [{ ...heading, data: { underline: 'headline' } }];
  const ruleStart = start + match.index + signs.search(/[-=]/);
  const point = (offset: number) => ({ line: 0, column: 0, offset });
  const textEnd = children.at(-1)?.position?.end ?? point(ruleStart);
  return [
    { type: 'paragraph', children, position: { start: position!.start, end: textEnd } },
    {
      type: 'thematicBreak',
      data: { underline: 'rule' },
      position: { start: point(ruleStart), end: position!.end },
    },
  ];
}
