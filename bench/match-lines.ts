import type { ReadGlyph, ReadLine } from '../tests/support/read-stext.ts';

/** A glyph that bears its character of the source, and whether no space parts it from the one before. */
export interface SetGlyph extends ReadGlyph {
  readonly joined: boolean;
}

/** A line of a paragraph as it stands in a PDF. */
export interface SetLine {
  readonly paragraph: number;
  /** Its number in the paragraph, from 0. */
  readonly number: number;
  readonly last: boolean;
  readonly page: number;
  readonly y: number;
  /** No spaces among them; a hyphen that the source has not is counted to the width of the letter before it. */
  readonly glyphs: readonly SetGlyph[];
}

/** Percent of glyphs. Fonts give strange codes to a few; a line lost or added makes all after it strange. */
const mostStrange = 50;

/**
 * Finds the paragraphs in the lines read. A font may give another code for a glyph that two characters share, so it
 * is the source that says what a glyph is. Throws where what is read is not the text that was set.
 */
export function matchLines(paragraphs: readonly string[], lines: readonly ReadLine[]): readonly SetLine[] {
  const inked = lines.filter(({ text }) => text.trim() !== '');
  const matched: SetLine[] = [];
  let strange = 0;
  for (const [paragraph, text] of paragraphs.entries()) {
    const source = charactersOf(text);
    let at = 0;
    for (let number = 0; at < source.length; number += 1) {
      const line = inked[matched.length];
      if (line === undefined) throw new Error(`the pages end before the end of “${text.slice(0, 20)}…”`);
      const glyphs = matchLine(line, source.slice(at), () => {
        strange += 1;
      });
      at += [...glyphs.map((glyph) => glyph.text).join('')].length;
      matched.push({ paragraph, number, last: at >= source.length, page: line.page, y: line.y, glyphs });
    }
  }
  if (strange * 100 > mostStrange * paragraphs.join('').length)
    throw new Error('another text is read than was set');
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
  tellStrange: () => void,
): readonly SetGlyph[] {
  const matched: SetGlyph[] = [];
  let at = 0;
  const inked = glyphs.filter(({ text }) => text.trim() !== '');
  for (const [index, glyph] of inked.entries()) {
    const read = spelledOut(glyph.text);
    const held = source.slice(at, at + [...read].length);
    const text = held.map((one) => one.text).join('');
    if (index > 0 && index === inked.length - 1 && hyphen.test(read) && !hyphen.test(text)) {
      const letter = matched.pop()!;
      matched.push({ ...letter, width: glyph.x + glyph.width - letter.x });
      continue;
    }
    if (text !== read) tellStrange();
    if (held.length === 0) continue;
    matched.push({ ...glyph, text, joined: held[0]!.joined });
    at += held.length;
  }
  return matched;
}

/** fi, fl and their like in letters. */
const spelledOut = (text: string): string =>
  text.replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'));

const hyphen = /^[-\u00ad\u2010\u2011]$/;
