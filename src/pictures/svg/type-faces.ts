import type { Face } from '../../fonts/face.ts';
import type { FontBook } from '../../fonts/font-book.ts';

/*
 * Which face of the font book sets the text of a drawing: the families that drawing programs name are grouped by their kind of
 * letter, since none of them is on every machine.
 */

/** What a drawing asks of a face. */
export interface TypeRequest {
  /** `font-family`, as written. */
  readonly family: string;
  /** 1 to 1000. */
  readonly weight: number;
  readonly italic: boolean;
}

type Kind = 'song' | 'hei' | 'kai' | 'fangsong' | 'brush';

/** In this order: a name of one kind may hold the word of another, such as 仿宋 and sans-serif. */
const kinds: readonly (readonly [kind: Kind, names: RegExp])[] = [
  ['fangsong', /仿宋|fang\s*-?song/i],
  ['brush', /行书|行楷|草书|马善政|ma\s*shan|xingkai|brush/i],
  ['kai', /楷|kai(?!sho)|cursive/i],
  [
    'hei',
    /sans|黑|等线|雅黑|苹方|圆体|gothic|hei|dengxian|pingfang|arial|helvetica|verdana|tahoma|trebuchet|segoe|roboto|inter|calibri|open\s*sans|lato|ubuntu|system-ui|ui-|mono|courier|consolas|menlo|impact|fantasy|lucida|dejavu|myriad|futura|montserrat|poppins/i,
  ],
  [
    'song',
    /serif|宋|song|simsun|ming|明|mincho|times|georgia|garamond|cambria|palatino|roman|book|math|symbol/i,
  ],
];

/** Words that name a kind and no family. */
const generic =
  /^(serif|sans-serif|monospace|cursive|fantasy|system-ui|ui-.*|math|宋体|黑体|楷体|仿宋|song|hei|kai|fangsong)$/i;

/** The families of a list, without quotation marks. */
const familiesIn = (list: string): readonly string[] =>
  (list.match(/"[^"]*"|'[^']*'|[^,"']+/g) ?? [])
    .map((name) => name.replace(/["']/g, '').trim())
    .filter((name) => name !== '');

/** The kind of the first family that is known; a viewer's default is a song. */
function kindOf(list: string): Kind {
  for (const family of familiesIn(list)) {
    const known = kinds.find(([, names]) => names.test(family));
    if (known !== undefined) return known[0];
  }
  return 'song';
}

/** The role of a kind at a weight: the nearest that the type case has. */
function roleOf(kind: Kind, weight: number): string {
  if (kind === 'song') return weight >= 800 ? 'song-black' : weight >= 600 ? 'song-bold' : 'song';
  if (kind !== 'hei') return kind;
  return weight >= 800 ? 'hei-black' : weight >= 600 ? 'hei-bold' : weight >= 500 ? 'hei-medium' : 'hei';
}

export interface TypeChoice {
  readonly role: string;
  /** The family as asked for, if another takes its place, and the role that does; for a note. */
  readonly replaced: readonly [family: string, role: string] | undefined;
}

/** Illustrator writes the PostScript name of the face, and no font-weight: SourceHanSansCN-Bold. */
const weightsInNames: readonly (readonly [name: RegExp, weight: number])[] = [
  [/-(?:(?:extra|ultra)-?bold|black|heavy)/i, 900],
  [/-(?:semi|demi)-?bold/i, 600],
  [/-bold/i, 700],
  [/-medium/i, 500],
];

const weightInName = (family: string) => weightsInNames.find(([name]) => name.test(family))?.[1] ?? 0;

export function chooseType({ family, weight }: TypeRequest): TypeChoice {
  const kind = kindOf(family);
  const [first] = familiesIn(family);
  const role = roleOf(kind, Math.max(weight, weightInName(first ?? '')));
  const isLighter = (kind === 'kai' || kind === 'fangsong' || kind === 'brush') && weight >= 600;
  if (first === undefined || (generic.test(first) && !isLighter)) return { role, replaced: undefined };
  return { role, replaced: [isLighter ? `${first}（粗体）` : first, role] };
}

/** A face for a cluster of characters, and whether it has to be slanted to be italic. */
export interface FoundFace {
  readonly face: Face;
  readonly slanted: boolean;
}

/** The face that has all characters of a cluster; undefined if no font has them. */
export function findFace(fonts: FontBook, request: TypeRequest, cluster: string): FoundFace | undefined {
  const { role } = chooseType(request);
  const points = [...cluster].map((character) => character.codePointAt(0)!);
  const find = (from: string) => {
    const face = fonts.faceFor(from, points[0]!);
    return face !== undefined && points.every((point) => face.has(point)) ? face : undefined;
  };
  const upright = find(role);
  if (!request.italic) return upright && { face: upright, slanted: false };
  // Song has an italic for Latin letters; everything else is slanted, as viewers do.
  const italic = role === 'song' ? find('song-italic') : undefined;
  if (italic !== undefined && italic !== upright) return { face: italic, slanted: false };
  return upright && { face: upright, slanted: true };
}
