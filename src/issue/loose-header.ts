/**
 * Front matter that Markdown does not take for it: after blank lines or comments, with indented fences, or with fences that a
 * word processor turned into dashes. It would be printed as a rule and a heading.
 */

/** Blank lines and comments, and the opening fence. */
const opening =
  /^(?:[ \t\u3000\u200b]*(?:\r\n|\n|\r)|[ \t]*<!--(?:(?!-->)[\s\S])*-->[ \t]*)*[ \t\u3000]*(?:-{3,}|[—–－]{2,})[ \t\u3000]*(?:\r\n|\n|\r)/;
const lines = /([^\r\n]*)(?:\r\n|\n|\r|$)/y;
const closing = /^[ \t\u3000]*(?:-{3,}|[—–－]{2,}|\.{3})[ \t\u3000]*$/;
const key = /^[A-Za-z_][\w-]*[ \t]*[:：]/;
const otherLine = /^(?:\s|#|- |[\w-]+[ \t]*[:：]|[\]}])|^$/;

/**
 * The front matter of a file that does not begin with it. Undefined unless the intent is clear: the first line is a key, every
 * other line may be YAML, and there is a closing fence. Out: the offset of the file's first character, which is before the opening
 * fence, so that what is before it belongs to the front matter, then those of the opening and the closing fence.
 */
export function findLooseHeader(text: string): { readonly start: number; readonly end: number } | undefined {
  const fence = opening.exec(text)?.[0];
  if (fence === undefined) return undefined;
  const start = fence.trimEnd().length;
  let isFirst = true;
  for (lines.lastIndex = fence.length; lines.lastIndex < text.length; ) {
    const at = lines.lastIndex;
    const line = lines.exec(text)![1]!;
    if (closing.test(line)) return isFirst ? undefined : { start, end: at + line.length };
    const content = line.trim();
    if (isFirst && content !== '' && !content.startsWith('#')) {
      if (!key.test(content)) return undefined;
      isFirst = false;
    } else if (!otherLine.test(line)) return undefined;
  }
  return undefined;
}

/** The text with blank lines in place of everything before an offset. Offsets remain valid. */
export function blankUntil(text: string, end: number): string {
  return text.slice(0, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}
