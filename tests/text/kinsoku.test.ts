import { describe, expect, test } from 'vitest';
import { breakCost } from '../../src/text/break-opportunities.ts';
import type { KinsokuLevel } from '../../src/text/text-style.ts';
import { segmentText, type TextUnit } from '../../src/text/text-units.ts';
import { runOf, set, textOf } from '../support/set-text.ts';
import vectors from '../vectors/kinsoku.json' with { type: 'json' };

const length = (text: string) => Array.from(text).length;

/** The costs of the legal line ends of a text at a level, by offset in code points. */
function lineEnds(text: string, level: KinsokuLevel): ReadonlyMap<number, number> {
  const units = segmentText([runOf(text)]);
  const ends = new Map<number, number>();
  for (const [index, unit] of units.slice(1).entries()) {
    const at = length(text.slice(0, unit.index));
    const cost = breakCost(units, index, level);
    if (cost < Number.POSITIVE_INFINITY) ends.set(at, cost);
  }
  return ends;
}

const sorted = (offsets: readonly number[]) => [...offsets].sort((a, b) => a - b);

describe('line ends, GB/T 15834 5.1 and CLREQ 3.1.5', () => {
  test.each(vectors.cases)('$id $rule $text', ({ text, allow, penalise = [] }) => {
    const ends = lineEnds(text, 'normal');
    expect([...ends.keys()]).toEqual(allow);
    const numbers = [...ends].filter(([, cost]) => cost === 20).map(([at]) => at);
    const hyphens = allow.filter((at) => text[at - 1] === '-' && /[a-z]{3}-$/.test(text.slice(0, at)));
    expect(numbers).toEqual(sorted([...penalise, ...hyphens]));
  });

  test.each(vectors.cases)('$id $rule $text, loose', ({ text, allow, looseAllows = [] }) => {
    expect([...lineEnds(text, 'loose').keys()]).toEqual(sorted([...allow, ...looseAllows]));
  });

  test.each(vectors.cases)('$id $rule $text, strict', ({ text, allow, strictForbids = [] }) => {
    const left = allow.filter((at) => !(strictForbids as readonly number[]).includes(at));
    expect([...lineEnds(text, 'strict').keys()]).toEqual(left);
  });

  test('a dash at a line start is free at the loose level and has a cost at the normal one', () => {
    const cost = (level: KinsokuLevel) => lineEnds('他——我们', level).get(1);
    expect(cost('loose')).toBe(0);
    expect(cost('normal')).toBeGreaterThan(0);
  });

  test('a note mark stays with the word before it', () => {
    const units: readonly TextUnit[] = segmentText([runOf('办法'), runOf('1', { rise: 3 }), runOf('施行')]);
    expect(units.slice(1).map((_, index) => breakCost(units, index, 'normal'))).toEqual([
      0,
      Number.POSITIVE_INFINITY,
      0,
      0,
    ]);
  });

  test('a word in two faces is not broken', () => {
    const units = segmentText([runOf('Vue'), runOf('3.5', { role: 'hei' })]);
    expect(breakCost(units, 0, 'normal')).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a Japanese word', () => {
  test.each(['ラーメン', 'ショッピング', '人々', 'ファミリー'])(
    '%s has no non-starter at the start of a line',
    (word) => {
      for (let measure = 4; measure <= 12; measure += 0.5) {
        for (const line of set(`社区食堂有${word}${word}和${word}吃`, measure)) {
          expect(textOf(line)).not.toMatch(/^[ー々ョッァィ]/);
        }
      }
    },
  );

  test('may break before a non-starter at the loose level', () => {
    expect(set('社ラー', 2, { kinsoku: 'loose' }).map(textOf)).toEqual(['社ラ', 'ー']);
  });
});
