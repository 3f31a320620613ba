import { copyCharacters } from '../core/copy-characters.ts';
import { placeAt } from '../core/place.ts';
import type { Pt } from '../core/units.ts';
import type { Mark } from '../issue/issue.ts';
import type { Style, Template } from '../template/template.ts';
import { classOf } from '../text/char-class.ts';
import type { RubyText, StyledRun } from '../text/text-style.ts';

export type RubyMark = Extract<Mark, { kind: 'ruby' }>;

/** What lines give the readings over their characters: the distance of two baselines, and the measure. */
export interface RubyRoom {
  readonly leading: Pt;
  readonly measure: Pt;
}

/** Less leading, in em, and the tones over vowels touch the line above. */
const leastLeading = 1.48;
/** A base or a reading that takes more than half a line is no reading but a gloss: it is set after its text. */
const mostOfMeasure = 1 / 2;
/** What a Latin letter takes on average, in em. */
const latinWidth = 0.6;

/**
 * Puts a reading (注音) over its base, or, where there is no room, after it in brackets. In: the runs of the base,
 * styled, the style of their block. Syllables parted by spaces, as many as there are ideographs, each read their own.
 */
export function attachRuby(
  base: readonly StyledRun[],
  ruby: RubyMark,
  style: Style,
  template: Template,
  room: RubyRoom | undefined,
): readonly StyledRun[] {
  const text = base.map((run) => run.text).join('');
  if (room === undefined || room.leading < leastLeading * style.size || text.includes('\n'))
    return inBrackets(base, ruby, style);
  const { face, size } = template.styles.reading;
  const voice = { role: face, size: (size * style.size) / template.grid.size };
  const parts = partsOf(base, text, ruby.rt);
  const most = room.measure * mostOfMeasure;
  const fits = ({ runs, rt }: Part) =>
    copyCharacters(rt) > 0 &&
    runs.some((run) => copyCharacters(run.text) > 0) &&
    widthOf(runs.map((run) => run.text).join('')) * style.size <= most &&
    widthOf(rt) * voice.size <= most;
  if (!parts.every(fits)) return inBrackets(base, ruby, style);
  return parts.flatMap(({ runs, from, rt }) => {
    const styledRuby: RubyText = { ...voice, text: rt, place: placeAt(ruby.place, from) };
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

/** Part of a base with its part of the reading, which begins at `from` of the whole. */
interface Part {
  readonly runs: readonly StyledRun[];
  readonly from: number;
  readonly rt: string;
}

const isHan = (character: string) => /^[\p{Script=Han}〇々]$/u.test(character);

function partsOf(base: readonly StyledRun[], text: string, rt: string): readonly Part[] {
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

/** About, in em, before any face is asked. */
const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, character) => sum + (classOf(character.codePointAt(0) as number) === 'western' ? latinWidth : 1),
    0,
  );
