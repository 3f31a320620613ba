import type { PhrasingContent } from 'mdast';
import { parseMarkdown, visit } from './markdown.ts';
import { plainText } from './parse-copy.ts';
import { parserCopy } from './parser-copy.ts';
import { isPlain } from './plain-rows.ts';
import type { Reading } from './reading.ts';

/** Not a space to block syntax, so that `1. ` or `# ` at the start of a caption stays text; trimmed as an indent. */
const guard = '\u3000';

/**
 * Parses a stretch of the source as inline Markdown by itself; positions are those of the file. For stretches that
 * the parser took as one piece: captions, and what stands after an address.
 */
export function parseFragment(reading: Reading, start: number, end: number): readonly PhrasingContent[] {
  const guarded = `${guard}${reading.source.text.slice(start, end)}`;
  if (isPlain(parserCopy(guarded))) return [plainText(guarded.slice(guard.length), start)];
  const labels = [...reading.footnotes.values()].map(
    ({ label, identifier }) => `[^${label ?? identifier}]: .`,
  );
  const text = `${guarded}\n\n${labels.join('\n\n')}`;
  const paragraph = parseMarkdown(parserCopy(text)).children[0];
  if (paragraph?.type !== 'paragraph') return [];
  visit(paragraph, ({ position }) => {
    if (position?.start.offset !== undefined) position.start.offset += start - guard.length;
    if (position?.end.offset !== undefined) position.end.offset += start - guard.length;
  });
  return trimGuard(paragraph.children, start);
}

function trimGuard(nodes: readonly PhrasingContent[], start: number): readonly PhrasingContent[] {
  const offset = nodes[0]?.position?.start.offset;
  if (offset !== undefined && offset < start) nodes[0]!.position!.start.offset = start;
  return nodes;
}
