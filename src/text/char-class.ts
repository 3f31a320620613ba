/**
 * The class of a character for typesetting, by code point alone. Classes that depend on neighbours (of curly quotes,
 * hyphens, single dashes) are resolved in classify-characters.ts.
 */
export type CharClass =
  /** An ideograph or kana: one em, text. */
  | 'han'
  /** Text as wide as drawn, but no ideograph: circled numbers, arrows, full-width letters, emoji. No Latin gap. */
  | 'wide'
  | 'opening'
  | 'closing'
  /** ，、；： */
  | 'pause'
  /** 。？！． */
  | 'final'
  | 'interpunct'
  /** – and a hyphen between ideographs: half an em. */
  | 'short-connector'
  /** 一字线 and 浪纹线: one em. */
  | 'connector'
  | 'solidus'
  | 'dash'
  | 'ellipsis'
  /** Full-width signs that stay with the number after them, or before them. */
  | 'prefix'
  | 'suffix'
  /** Letters, ASCII digits and the signs among them; everything without another class. */
  | 'western'
  | 'space'
  | 'newline'
  /** Neither set nor counted. */
  | 'invisible';

/** Single characters, GB/T 15834 4 and CLREQ 3.1; quotes are Chinese unless their context makes them Western. */
const members: readonly (readonly [CharClass, string])[] = [
  ['han', '〇々'],
  ['opening', '“‘（《〈【〖〔［｛「『〝'],
  ['closing', '”’）》〉】〗〕］｝」』〞〟'],
  ['pause', '，、；：'],
  ['final', '。？！．‼⁇⁈⁉'],
  ['interpunct', '·‧・'],
  ['short-connector', '–'],
  ['connector', '～〜'],
  ['solidus', '／'],
  ['dash', '—―⸺'],
  ['ellipsis', '…⋯'],
  ['prefix', '￥￡＄'],
  ['suffix', '％℃℉￠'],
  ['newline', '\n\r\u2028\u2029'],
  ['space', ' \t\u00a0\u202f\u3000'],
  ['invisible', '\u00ad\u034f\u180e\u2060\ufeff'],
];

/** Ranges, both ends inclusive; `members` take precedence. */
const ranges: readonly (readonly [first: number, last: number, CharClass])[] = [
  [0x2000, 0x200a, 'space'],
  [0x200b, 0x200f, 'invisible'],
  [0x202a, 0x202e, 'invisible'],
  [0x2061, 0x2064, 'invisible'],
  [0x2066, 0x206f, 'invisible'],
  [0x2160, 0x217f, 'wide'],
  [0x2190, 0x21ff, 'wide'],
  [0x2139, 0x2139, 'wide'],
  [0x231a, 0x231b, 'wide'],
  [0x2328, 0x2328, 'wide'],
  [0x23cf, 0x23cf, 'wide'],
  [0x23e9, 0x23fa, 'wide'],
  [0x2460, 0x24ff, 'wide'],
  [0x2500, 0x27bf, 'wide'],
  [0x2900, 0x297f, 'wide'],
  [0x2b00, 0x2bff, 'wide'],
  [0x2e80, 0x2fdf, 'han'],
  [0x3000, 0x303f, 'wide'],
  [0x3040, 0x30ff, 'han'],
  [0x3100, 0x31ef, 'han'],
  [0x31f0, 0x31ff, 'han'],
  [0x3200, 0x33ff, 'wide'],
  [0x3400, 0x4dbf, 'han'],
  [0x4dc0, 0x4dff, 'wide'],
  [0x4e00, 0x9fff, 'han'],
  [0xa960, 0xa97f, 'han'],
  [0xac00, 0xd7ff, 'han'],
  [0xf900, 0xfaff, 'han'],
  [0xfe00, 0xfe0f, 'invisible'],
  [0xfe30, 0xfe4f, 'wide'],
  [0xff00, 0xffef, 'wide'],
  [0x1f000, 0x1faff, 'wide'],
  [0x20000, 0x3ffff, 'han'],
  [0xe0000, 0xe0fff, 'invisible'],
];

/** ㎎ to ㏕ and their neighbours: squared units, which stay with the number before them. */
const squaredUnits: readonly [first: number, last: number, CharClass] = [0x3371, 0x33df, 'suffix'];

const classes: readonly CharClass[] = [
  'western',
  ...new Set([...members.map(([kind]) => kind), ...ranges.map(([, , kind]) => kind)]),
];

/** Indexes into `classes` for the code points of the Basic Multilingual Plane: a table, because every character is looked up. */
const plane = tabulatePlane();

function tabulatePlane(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [first, last, kind] of [...ranges, squaredUnits])
    table.fill(classes.indexOf(kind), first, last + 1);
  for (const [kind, text] of members) {
    const number = classes.indexOf(kind);
    for (let index = 0; index < text.length; index += 1) table[text.charCodeAt(index)] = number;
  }
  return table;
}

/** Returns the class of a code point. */
export function classOf(codePoint: number): CharClass {
  if (codePoint < 0x10000) return classes[plane[codePoint] as number] as CharClass;
  return ranges.find(([first, last]) => codePoint >= first && codePoint <= last)?.[2] ?? 'western';
}

/**
 * Whether a code point lies in the blocks of general punctuation or of CJK: it is no letter of an alphabet and no ASCII
 * digit. A cheap test before a pattern with Unicode properties.
 */
export const isNonAlphabetic = (codePoint: number): boolean =>
  (codePoint >= 0x2e80 && codePoint <= 0x9fff) || (codePoint >= 0x2000 && codePoint <= 0x2070);
