const blankLine = /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r|$)/y;

/**
 * The offset of the bracket that closes the one at `open`, or undefined where none does before a blank line.
 * Brackets nest; a backslash takes the meaning from the next character, as in CommonMark.
 */
export function closingBracket(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\' && !/[\r\n]/.test(text[at + 1] ?? '')) at += 1;
    else if (character === '[') depth += 1;
    else if (character === ']') {
      depth -= 1;
      if (depth === 0) return at;
    } else if (character === '\n' || character === '\r') {
      blankLine.lastIndex = at;
      if (blankLine.test(text)) return undefined;
    }
  }
  return undefined;
}

/** The offset of the brace that closes the one at `open`; a brace in quotation marks is a value's own. */
export function closingBrace(text: string, open: number): number | undefined {
  const settings = /\{(?:"[^"]*"|'[^']*'|[^"'{}])*\}/y;
  settings.lastIndex = open;
  return settings.test(text) ? settings.lastIndex - 1 : undefined;
}
