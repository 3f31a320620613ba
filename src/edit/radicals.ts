/**
 * Radicals that PDF copies hold in the place of ideographs, and the ideographs (Unicode,
 * EquivalentUnifiedIdeograph.txt). Only those that are ideographs of their own or parts set as such; the Kangxi
 * radicals and the compatibility ideographs are mapped by Unicode normalisation itself.
 */
const supplement =
  '⺁厂⺅亻⺆冂⺉刂⺊卜⺋㔾⺎兀⺏尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺦丬⺨犭⺩王⺬示⺭礻⺯糹⺰纟⺱罓⺲罒' +
  '⺶羊⺹耂⺼月⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣' +
  '⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟';

const pairs = Array.from(supplement);
const ideographs: ReadonlyMap<string, string> = new Map(
  pairs.flatMap((radical, index) =>
    index % 2 === 0 ? [[radical, pairs[index + 1] as string] as const] : [],
  ),
);

/** Kangxi radicals, the supplement, compatibility ideographs: as part of a regular expression. */
export const lookalikes = '[\\u2e80-\\u2fdf\\uf900-\\ufaff\\u{2f800}-\\u{2fa1f}]';

/** The ideograph that a lookalike stands for; itself where there is none. */
export const ideographOf = (character: string): string =>
  ideographs.get(character) ?? character.normalize('NFKC');
