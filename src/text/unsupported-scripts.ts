/*
 * Scripts whose text is not its letters one after the other: those that run from right to left (UAX 9), and those whose
 * letters change places, join or stack (UAX 24; OpenType has a shaper of its own for each). Both need what neither the line
 * breaker nor the shaper does.
 */

interface UnsupportedScript {
  readonly script: string;
  readonly codePoint: number;
  /** UTF-16 index of the first such character. */
  readonly index: number;
}

/** Script names of Unicode, with the Chinese name of what they write. */
const scripts: Readonly<Record<string, string>> = {
  Arabic: '阿拉伯文',
  Hebrew: '希伯来文',
  Syriac: '叙利亚文',
  Thaana: '塔纳文',
  Nko: '西非书面文',
  Devanagari: '天城文（印地文、梵文等）',
  Bengali: '孟加拉文',
  Gurmukhi: '古木基文',
  Gujarati: '古吉拉特文',
  Oriya: '奥里亚文',
  Tamil: '泰米尔文',
  Telugu: '泰卢固文',
  Kannada: '卡纳达文',
  Malayalam: '马拉雅拉姆文',
  Sinhala: '僧伽罗文',
  Thai: '泰文',
  Lao: '老挝文',
  Tibetan: '藏文',
  Myanmar: '缅甸文',
  Khmer: '高棉文',
  Mongolian: '传统蒙古文',
  Tai_Le: '德宏傣文',
  New_Tai_Lue: '新傣仂文',
  Tai_Tham: '老傣文',
  Phags_Pa: '八思巴文',
  Javanese: '爪哇文',
  Balinese: '巴厘文',
};

/** Other scripts of these kinds, by their blocks: from right to left in the BMP and beyond, then those of South and Southeast Asia. */
const otherBlocks =
  '\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}' +
  '\\u0900-\\u0dff\\u1000-\\u109f\\u1700-\\u18af\\u1900-\\u1aaf\\u1b00-\\u1c7f\\u1cd0-\\u1cff\\ua800-\\ua8ff\\ua930-\\ua9ff\\uaa00-\\uabff\\u{11000}-\\u{119ff}\\u{11a00}-\\u{11fff}';

/** Letters and marks; common signs within these blocks, such as ؟, are not enough. */
const unsupported = new RegExp(
  `(?=[\\p{L}\\p{M}])(?!\\p{Script=Inherited})(?:[${otherBlocks}]|[${Object.keys(scripts)
    .map((name) => `\\p{Script=${name}}`)
    .join('')}])`,
  'u',
);

/** A cheap test: all of these scripts lie above Armenian, and most text below. */
const mayBe = /[\u0590-\u1cff\ua800-\uabff\ufb1d-\ufefc\ud802-\ud83b]/;

/** Finds the first character of a script that cannot be set. */
export function findUnsupportedScript(text: string): UnsupportedScript | undefined {
  if (!mayBe.test(text)) return undefined;
  const match = unsupported.exec(text);
  if (match === null) return undefined;
  const [character] = match;
  const known = Object.keys(scripts).find((name) => new RegExp(`\\p{Script=${name}}`, 'u').test(character));
  return {
    script: known === undefined ? '不能从左到右一个个排的文字' : scripts[known]!,
    codePoint: character.codePointAt(0)!,
    index: match.index,
  };
}
