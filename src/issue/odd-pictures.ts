/**
 * Pictures that are not written as CommonMark demands but whose intent is clear, because they name a picture file: a path with
 * spaces, full-width signs, a credit in curly quotes or glued to the path, a size as other tools have it, `![[photo.png]]`.
 *
 * The parser sees a plain picture of the same length in their place (maskOddPictures, called by parse-copy.ts), so that all offsets
 * remain valid. pictures.ts then reads the parts from the source (readOddPicture). Both use the same patterns.
 */
export interface OddPicture {
  readonly path: string;
  /** The offsets of caption and credit within what is written. */
  readonly caption: readonly [from: number, to: number];
  readonly credit?: readonly [from: number, to: number];
  /** Whether nothing but spaces in the path are odd. */
  readonly onlySpaces: boolean;
  /** A size such as `=300x200`, which has no effect. */
  readonly size?: string;
}

const endings = 'jpe?g|jfif|png|webp|tiff?|avif|svg|hei[cf]|gif|bmp|pdf';

/** Brackets nest once in a caption, round brackets once in a path. */
const halfLabel = String.raw`!\[(?:[^[\]\\\r\n]|\\.|\[[^[\]\r\n]*\])*\]`;
const wideLabel = String.raw`[!！][[［【][^[\]［］【】\r\n]*[\]］】]`;
const target = String.raw`[ \t]*[(（][^()（）\r\n]*(?:[(（][^()（）\r\n]*[)）][^()（）\r\n]*)*[)）]`;
const embedded = String.raw`[!！]\[\[[^[\]\r\n]+\]\]`;
const picture = new RegExp(String.raw`(?<!\\)(?:${embedded}|(?:${halfLabel}|${wideLabel})${target})`, 'g');

/** What CommonMark accepts. A quotation mark within a path is the start of a credit. */
const standard =
  /^!\[.*\]\([ \t]*(?:<[^<>]*>|[^\s<"“”（）][^\s"“”]*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*\)$/s;

const embeddedParts = new RegExp(String.raw`^.\[\[([^|]+\.(?:${endings}))(?:\|(.*))?\]\]$`, 'id');
const targetParts = new RegExp(
  String.raw`^\s*<?([^<>"“”]+?\.(?:${endings}))>?(?=$|[\s"“”'‘=])\s*(=\d*x\d*)?\s*(?:["“”'‘](.*)["“”'’]|([^\s"“”].*?))?\s*$`,
  'id',
);

/** Replaces each odd picture by a plain one of the same length. Linear in the length of the text but for lines full of `![`. */
export function maskOddPictures(text: string): string {
  if (!/[!！][[［【]/.test(text)) return text;
  return text.replace(picture, (written) =>
    readOddPicture(written) === undefined ? written : `![](${'x'.repeat(written.length - 5)})`,
  );
}

/** The parts of an odd picture. Undefined for a standard one, and where no picture file is named. */
export function readOddPicture(written: string): OddPicture | undefined {
  const wiki = embeddedParts.exec(written);
  if (wiki !== null) {
    const [from, to] = wiki.indices![2] ?? [0, 0];
    const isSize = /^[\dx\s]*$/.test(written.slice(from, to));
    return { path: wiki[1]!.trim(), caption: isSize ? [0, 0] : [from, to], onlySpaces: false };
  }
  if (standard.test(written)) return undefined;
  const bracket = findTarget(written);
  const inside = bracket === undefined ? null : targetParts.exec(written.slice(bracket.open + 1, -1));
  if (bracket === undefined || inside === null) return undefined;
  const credit = inside.indices![3] ?? inside.indices![4];
  const shift = bracket.open + 1;
  const half =
    written.startsWith('![') &&
    written[bracket.labelEnd] === ']' &&
    /^\]\(.*\)$/s.test(written.slice(bracket.labelEnd));
  return {
    path: inside[1]!.trim().replaceAll('\\ ', ' '),
    caption: [2, bracket.labelEnd],
    ...(credit !== undefined && { credit: [credit[0] + shift, credit[1] + shift] }),
    onlySpaces:
      half && inside[2] === undefined && isPlainCredit(written.slice(shift + inside.indices![1]![1], -1)),
    ...(inside[2] !== undefined && { size: inside[2] }),
  };
}

const isPlainCredit = (after: string): boolean => /^>?(?:\s+"[^"]*")?\s*$/.test(after);

/** The offsets of the bracket that ends the caption and of the one that opens the path. */
function findTarget(written: string): { readonly labelEnd: number; readonly open: number } | undefined {
  const label = new RegExp(`^(?:${halfLabel}|${wideLabel})[ \\t]*`).exec(written)?.[0];
  return label === undefined ? undefined : { labelEnd: label.trimEnd().length - 1, open: label.length };
}
