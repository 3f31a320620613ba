import { copyCharacters } from '../core/copy-characters.ts';
import { placeAt } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { Mark } from '../issue/issue.ts';
import type { Style, Template } from '../template/template.ts';
import { classOf } from '../text/char-class.ts';
import type { RubyText, StyledRun } from '../text/text-style.ts';

export type RubyMark = Extract<Mark, { kind: 'ruby' }>;

/** The room that lines leave for ruby: the distance of their baselines, and the measure. */
export interface RubyRoom {
  readonly leading: Pt;
  readonly measure: Pt;
}

/** With less leading, in em, the tone marks of pinyin touch the line above. */
const minLeading = 1.48;
/** Part of the measure that a base or its ruby may take; longer ones are glosses, and belong after the text. */
const maxOfMeasure = 1 / 2;
/** Average width of a Latin letter, in em. */
const latinWidth = 0.6;

/**
 * Attaches ruby (注音) to its base, or sets it after the base in brackets if lines leave no room (CLREQ, 行间注). In:
 * the styled runs of the base, the mark, the style of the block. If the ruby text has as many syllables, separated by
 * spaces, as the base has ideographs, each ideograph gets its own, so that a line may end between them.
 */
export function attachRuby(
  base: readonly StyledRun[],
  ruby: RubyMark,
  style: Style,
  template: Template,
  room: RubyRoom | undefined,
): readonly StyledRun[] {
  const text = base.map((run) => run.text).join('');
  if (room === undefined || room.leading < minLeading * style.size || text.includes('\n'))
    return inBrackets(base, ruby, style);
  const { face, size } = template.styles.reading;
  const type = { role: face, size: (size * style.size) / template.grid.size };
  const parts = pairSyllables(base, text, ruby.rt);
  const maxWidth = room.measure * maxOfMeasure;
  const fits = ({ runs, rt }: Part) =>
    copyCharacters(rt) > 0 &&
    runs.some((run) => copyCharacters(run.text) > 0) &&
    estimateWidth(runs.map((run) => run.text).join('')) * style.size <= maxWidth &&
    estimateWidth(rt) * type.size <= maxWidth;
  if (!parts.every(fits)) return inBrackets(base, ruby, style);
  return parts.flatMap(({ runs, from, rt }) => {
    const styledRuby: RubyText = { ...type, text: rt, place: placeAt(ruby.place, from) };
    return runs.map((run) => ({ ...run, ruby: styledRuby }));
  });
}

function inBrackets(base: readonly StyledRun[], ruby: RubyMark, style: Style): readonly StyledRun[] {
  const { role, ink, place } = base.at(-1) as StyledRun;
  const added = { role, ink, place, size: style.size, added: true as const };
  return [
    ...base,
    { ...added, text: '（' },
    { role, ink, size: style.size, text: ruby.rt, place: ruby.place },
    { ...added, text: '）' },
  ];
}

/** A part of a base with its part of the ruby text, which begins at `from` of the whole. */
interface Part {
  readonly runs: readonly StyledRun[];
  readonly from: number;
  readonly rt: string;
}

const isHan = (character: string) => /^[\p{Script=Han}〇々]$/u.test(character);

function pairSyllables(base: readonly StyledRun[], text: string, rt: string): readonly Part[] {
  const characters = Array.from(text);
  const syllables = Array.from(rt.matchAll(/\S+/g), (match) => ({ from: match.index, rt: match[0] }));
  if (characters.length !== syllables.length || !characters.every(isHan))
    return [{ runs: base, from: 0, rt }];
  const runs = base.flatMap(charactersOf);
  return syllables.map((syllable, index) => ({ ...syllable, runs: runs.slice(index, index + 1) }));
}

function charactersOf(run: StyledRun): readonly StyledRun[] {
  let at = 0;
  return Array.from(run.text, (text) => {
    const place = placeAt(run.place, at);
    at += text.length;
    return { ...run, text, place };
  });
}

/** An estimate in em, which needs no font. */
const estimateWidth = (text: string): number =>
  Array.from(text).reduce(
    (sum, character) => sum + (classOf(character.codePointAt(0) as number) === 'western' ? latinWidth : 1),
    0,
  );
