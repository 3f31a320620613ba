import { closingBracket } from './brackets.ts';

const labelOpening = /^[ \t]*::[A-Za-z][\w-]*\[/gm;
const brokenHeading = /^ {0,3}#{1,6}[ \t](?:[^\r\n]*(?<!\\)\\(?:\r\n|\n|\r))+/gm;
/** An address in running text, up to the first character that is none of an address's. */
const address =
  /(?<!\]\(|[<"'=]|\]:[ \t]*)\b((?:https?:\/\/|www\.)[\w\-.~:/?#@!$&'()+,;=%]*)[^\0-\x7f](?=([*_~])?)/gi;
const wideBlankLine = /^[^\S\r\n]*\u3000[^\S\r\n]*$/gm;

/**
 * The text as the parser is to see it, but for what parse-copy.ts cuts: same length, same offsets, so that all characters
 * can be taken from the original. Lines of full-width spaces become blank lines. Two things run over several lines that
 * otherwise may not: a headline broken by `\`, and the caption of `::qr[…]`. And the character after an address ends it,
 * which in GFM only a space or `<` does; before a delimiter it must not be a space, or the delimiter could close nothing.
 */
export function parserCopy(text: string): string {
  let copy = text;
  // Looked for only where their signs are: a pattern takes longer to be made than a page to be searched.
  if (copy.includes('\u3000')) copy = copy.replace(wideBlankLine, (line) => ' '.repeat(line.length));
  if (copy.includes('\\')) copy = copy.replace(brokenHeading, hideLineEnds);
  if (copy.includes('://') || copy.includes('.')) copy = copy.replace(address, endedAddress);
  return copy.includes('::') ? joinLabels(copy) : copy;
}

const endedAddress = (_: string, written: string, delimiter: string | undefined): string =>
  written + (delimiter === undefined ? addressEnd : '<');

function joinLabels(copy: string): string {
  let joined = '';
  let done = 0;
  for (const opening of copy.matchAll(labelOpening)) {
    const open = opening.index + opening[0].length - 1;
    const close = closingBracket(copy, open);
    if (close === undefined || open < done) continue;
    joined += copy.slice(done, open) + hideLineEnds(copy.slice(open, close));
    done = close;
  }
  return joined + copy.slice(done);
}

/** A space that no desk types, so that it can be told from one that was written. */
export const addressEnd = '\u1680';

/** Stand for CR and LF where the parser is to see one line: noncharacters, which no text may hold. */
const hidden = { '\r': '\ufdd0', '\n': '\ufdd1' } as const;

function hideLineEnds(text: string): string {
  return text.replaceAll('\r', hidden['\r']).replaceAll('\n', hidden['\n']);
}

/** The lines of a value that the parser took from its copy. */
export function linesOfCopy(value: string): readonly string[] {
  return value.split(/\r\n|\n|\r|\ufdd0\ufdd1|\ufdd0|\ufdd1/);
}
