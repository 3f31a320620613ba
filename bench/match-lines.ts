import type { ReadGlyph, ReadLine } from '../tests/support/read-stext.ts';

/** A glyph with its character of the source; `joined` if no space separates it from the glyph before. */
export interface SetGlyph extends ReadGlyph {
  readonly joined: boolean;
}

/** A line of a paragraph, as read from a PDF. */
export interface SetLine {
  readonly paragraph: number;
  /** Index of the line in the paragraph. */
  readonly number: number;
  readonly last: boolean;
  readonly page: number;
  readonly y: number;
  /** Without spaces; a hyphen that is not in the source is added to the width of the letter before it. */
  readonly glyphs: readonly SetGlyph[];
}

/**
 * Maximum of glyphs that do not match the source, in percent. Fonts map a few glyphs to other codes; a lost or added line
 * makes all following glyphs mismatch.
 */
const maxMismatches = 50;

/**
 * Matches the lines of a PDF with the paragraphs of the source. A font may map a glyph that two characters share to the
 * other one, so the text is taken from the source. Throws if the PDF does not contain the text.
 */
export function matchLines(paragraphs: readonly string[], lines: readonly ReadLine[]): readonly SetLine[] {
  const inked = lines.filter(({ text }) => text.trim() !== '');
  const matched: SetLine[] = [];
  let mismatches = 0;
  for (const [paragraph, text] of paragraphs.entries()) {
    const source = charactersOf(text);
    let at = 0;
    for (let number = 0; at < source.length; number += 1) {
      const line = inked[matched.length];
      if (line === undefined) throw new Error(`the pages end before the end of “${text.slice(0, 20)}…”`);
      const glyphs = matchLine(line, source.slice(at), () => {
        mismatches += 1;
      });
      at += [...glyphs.map((glyph) => glyph.text).join('')].length;
      matched.push({ paragraph, number, last: at >= source.length, page: line.page, y: line.y, glyphs });
    }
  }
  if (mismatches * 100 > maxMismatches * paragraphs.join('').length)
    throw new Error('the PDF contains another text than was set');
  return matched;
}

interface SourceCharacter {
  readonly text: string;
  readonly joined: boolean;
}

function charactersOf(text: string): readonly SourceCharacter[] {
  const all = [...text];
  return all.flatMap((one, index) =>
    one.trim() === '' ? [] : [{ text: one, joined: all[index - 1]?.trim() !== '' }],
  );
}

function matchLine(
  { glyphs }: ReadLine,
  source: readonly SourceCharacter[],
  onMismatch: () => void,
): readonly SetGlyph[] {
  const matched: SetGlyph[] = [];
  let at = 0;
  const inked = glyphs.filter(({ text }) => text.trim() !== '');
  for (const [index, glyph] of inked.entries()) {
    const read = spelledOut(glyph.text);
    const expected = source.slice(at, at + [...read].length);
    const text = expected.map((one) => one.text).join('');
    if (index > 0 && index === inked.length - 1 && hyphen.test(read) && !hyphen.test(text)) {
      const letter = matched.pop()!;
      matched.push({ ...letter, width: glyph.x + glyph.width - letter.x });
      continue;
    }
    if (text !== read) onMismatch();
    if (expected.length === 0) continue;
    matched.push({ ...glyph, text, joined: expected[0]!.joined });
    at += expected.length;
  }
  return matched;
}

/** Decomposes Latin ligatures such as fi and fl. */
const spelledOut = (text: string): string =>
  text.replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'));

const hyphen = /^[-\u00ad\u2010\u2011]$/;
