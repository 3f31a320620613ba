import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { checkText } from '../../src/edit/check-paragraph.ts';
import { normalise } from '../../src/edit/normalise.ts';
import { findLineFaults } from '../../src/galley/line-faults.ts';
import { makeLinePieces, paragraphIndent } from '../../src/galley/paragraph.ts';
import { attachRuby } from '../../src/galley/ruby.ts';
import { divideColumns } from '../../src/galley/set-article.ts';
import { findPhraseBreaks, maxPhraseCost } from '../../src/headline/bind-words.ts';
import type { Template } from '../../src/template/template.ts';
import { breakLines, type LineEnd } from '../../src/text/break-lines.ts';
import { breakCost } from '../../src/text/break-opportunities.ts';
import { chooseBreaks, isRunt, runtCosts } from '../../src/text/choose-breaks.ts';
import { classifyCharacters } from '../../src/text/classify-characters.ts';
import { allowBreaksInWords } from '../../src/text/extra-breaks.ts';
import { hyphenationPoints, mayDivideName, mayHyphenate } from '../../src/text/hyphenate.ts';
import { adjustLine } from '../../src/text/line-adjustment.ts';
import { prepareParagraph, setLine, setLines } from '../../src/text/set-lines.ts';
import { type Space, spaceAfter } from '../../src/text/spacing.ts';
import type {
  KinsokuLevel,
  Line,
  ParagraphStyle,
  PunctuationStyle,
  StyledRun,
} from '../../src/text/text-style.ts';
import { segmentText } from '../../src/text/text-units.ts';
import { number, type Row, tablesOf } from '../support/document-tables.ts';
import { fakeFontBook } from '../support/fake-face.ts';
import { setMarkdown } from '../support/set-markdown.ts';
import { plainStyle, runGlyphs, runOf } from '../support/set-text.ts';

// docs/typography.md explains each rule by tables of examples. Every table is identified by its head row and checked here,
// row by row.

const em = 10;
const document = readFileSync(join(packageRoot, 'docs/typography.md'), 'utf8');

const tables = tablesOf(document);

/** Tables that explain terms and make no claim about the code. */
const plainTables = ['简称 | 是什么', '记号 | 意思'];
const checked = new Set<string>();

/** Checks each row of the tables with the given head. */
function checkTable(head: string, check: (row: Row) => void) {
  checked.add(head);
  const rows = tables.get(head) ?? [];
  describe(head, () => {
    test('is in the document', () => expect(rows.length).toBeGreaterThan(0));
    test.for(rows.map((row) => [row.join(' | '), row] as const))('%s', ([, row]) => check(row));
  });
}

const prepared = (text: string, style: Partial<ParagraphStyle> = {}) =>
  prepareParagraph([runOf(text)], fakeFontBook(), { ...plainStyle, ...style }, () => {});
const textOf = (line: Line | undefined) => (line?.runs ?? []).flatMap(({ texts }) => texts).join('');
const styles: Readonly<Record<string, PunctuationStyle>> = {
  全角式: 'quanjiao',
  开明式: 'kaiming',
  半角式: 'banjiao',
};

/** The width, in em, of the first line of a text in a wide measure. */
function firstWidth(text: string, punctuation: PunctuationStyle, indent = 0): number {
  const paragraph = prepared(text, { punctuation, indent, align: 'start' });
  return (setLines(paragraph, 1000)[0]!.width - indent) / em;
}
const widthBetween = (text: string, style: PunctuationStyle) => firstWidth(`社${text}区`, style) - 2;

/** Marks the legal breaks of a text: ｜ for a cost up to `easy`, ┊ for a higher one. */
function marked(text: string, costs: ReadonlyMap<number, number>, easy: number): string {
  let shown = '';
  for (let at = 0; at < text.length; at += 1) {
    const cost = costs.get(at);
    shown += (cost === undefined ? '' : cost <= easy ? '｜' : '┊') + text[at];
  }
  return shown;
}
const unmarked = (text: string) => text.replaceAll(/[｜┊␣]/g, '');

function lineEnds(text: string, level: KinsokuLevel): ReadonlyMap<number, number> {
  const units = segmentText([runOf(text)]);
  const ends = new Map<number, number>();
  for (const [index, { index: at }] of units.slice(1).entries()) {
    const cost = breakCost(units, index, level);
    if (cost < Number.POSITIVE_INFINITY) ends.set(at, cost);
  }
  return ends;
}
function checkBreaks(example: string, level: KinsokuLevel) {
  expect(marked(unmarked(example), lineEnds(unmarked(example), level), 0)).toBe(example);
}

let template: Template;
beforeAll(async () => {
  ({ template } = await setMarkdown('# 街坊'));
});

describe('docs/typography.md', () => {
  checkTable('类 | 代号 | 例 | 宽', ([, kind, members = '', width]) => {
    for (const member of members.split(' ')) {
      const [, unit] = segmentText([runOf(`甲${member}乙`)]);
      expect(`${member} ${unit?.kind}`).toBe(`${member} ${kind}`);
      expect(widthBetween(member, 'quanjiao'), member).toBeCloseTo(number(width), 9);
    }
  });

  checkTable('例 | 判作', ([text = '', said]) => {
    const { texts, kinds } = classifyCharacters([runOf(text)]);
    const seen = texts.map((character, index) => `${character}${kinds[index] === 'western' ? '西' : '中'}`);
    expect(seen.filter((each) => /[“”‘’]/.test(each)).join(' ')).toBe(said);
  });

  checkTable('例 | loose | normal | strict', ([, loose = '', normal, strict]) => {
    const same = (cell: string | undefined, left: string) => (cell === '同左' ? left : (cell ?? ''));
    checkBreaks(loose, 'loose');
    checkBreaks(same(normal, loose), 'normal');
    checkBreaks(same(strict, same(normal, loose)), 'strict');
  });

  checkTable('例 | normal | 缘故', ([, example = '']) => checkBreaks(example, 'normal'));

  checkTable('两字之间 | 全角式 | 开明式 | 半角式', ([text = '', ...widths]) => {
    const seen = Object.values(styles).map((style) => widthBetween(text, style));
    expect(seen).toEqual(widths.map((width) => expect.closeTo(number(width), 9)));
  });

  checkTable('挨着一个汉字 | 行首 | 段首 | 行尾', ([text = '', start, first, end]) => {
    const seen = [
      firstWidth(`${text}社`, 'quanjiao') - 1,
      firstWidth(`${text}社`, 'quanjiao', 2 * em) - 1,
      firstWidth(`社${text}`, 'quanjiao') - 1,
    ];
    for (const [index, width] of [start, first, end].entries()) {
      if (width !== '—') expect(seen[index]).toBeCloseTo(number(width), 9);
    }
  });

  checkTable('写法 | 四分之一字的空 | numeric_gap: false', ([typed = '', open, solid]) => {
    const shown = (numericGap: boolean) => {
      const glyphs = setLine(prepared(normalise(typed).text, { numericGap })).runs.flatMap(runGlyphs);
      return glyphs
        .map(({ text, x }, index) => {
          const before = glyphs[index - 1];
          const gap = before === undefined ? 0 : x - before.x - before.advance;
          return Math.abs(gap - em / 4) < 1e-6 ? `␣${text}` : text;
        })
        .join('');
    };
    expect([shown(true), shown(false)]).toEqual([open, solid]);
  });

  /** The space at ␣ in an example, in em; the word space of the face is 0.3 em. */
  const spaceIn = (example: string, style: PunctuationStyle): Space => {
    const text = /^[\w]+␣[\w]+$/.test(example) ? example.replace('␣', ' ') : example.replace('␣', '');
    const units = segmentText([runOf(text, { size: 1 })]);
    const next = units.findIndex(({ index }) => index >= example.indexOf('␣'));
    return spaceAfter(units, next - 1, { punctuation: style, numericGap: true }, 0.3);
  };

  test('spaces shrink in CLREQ’s order, step by step', () => {
    checked.add('次 | 哪里的空 | 例 | 自然 | 挤到 | 风格');
    const rows = tables.get('次 | 哪里的空 | 例 | 自然 | 挤到 | 风格') ?? [];
    expect(rows.length).toBeGreaterThan(5);
    const examples = [...new Set(rows.map(([, , example, , , style]) => `${example}/${style}`))];
    const spaces = examples.map((one) => spaceIn(one.split('/')[0]!, styles[one.split('/')[1]!]!));
    const now = spaces.map(({ width }) => width);
    let amount = 0;
    for (const step of [...new Set(rows.map(([step]) => step))]) {
      for (const [, , example, natural, min, style] of rows.filter(([one]) => one === step)) {
        const at = examples.indexOf(`${example}/${style}`);
        expect(now[at], `${example} before step ${step}`).toBeCloseTo(number(natural), 9);
        amount += number(natural) - number(min);
        now[at] = number(min);
      }
      const { widths } = adjustLine(spaces, -amount);
      expect(widths, `after step ${step}`).toEqual(now.map((width) => expect.closeTo(width, 9)));
    }
    // Nothing shrinks any further.
    expect(adjustLine(spaces, -amount - 1).widths).toEqual(now.map((width) => expect.closeTo(width, 9)));
  });

  test('spaces stretch in CLREQ’s order, step by step', () => {
    checked.add('次 | 哪里的空 | 例 | 自然 | 拉到');
    const rows = tables.get('次 | 哪里的空 | 例 | 自然 | 拉到') ?? [];
    expect(rows.map(([step]) => step)).toEqual(['1', '2', '3', '4', '4', '5', '6']);
    const examples = [...new Set(rows.map(([, , example]) => example!))];
    const spaces = examples.map((example) => spaceIn(example, 'quanjiao'));
    const now = spaces.map(({ width }) => width);
    let amount = 0;
    for (const step of ['1', '2', '3', '4', '5']) {
      for (const [, , example, natural, max] of rows.filter(([one]) => one === step)) {
        const at = examples.indexOf(example!);
        expect(now[at], `${example} before step ${step}`).toBeCloseTo(number(natural), 9);
        amount += number(max) - number(natural);
        now[at] = number(max);
      }
      const { widths } = adjustLine(spaces, amount);
      expect(widths, `after step ${step}`).toEqual(now.map((width) => expect.closeTo(width, 9)));
    }
    const [, , example, natural, max] = rows.at(-1)!;
    const more = number(max) - number(natural);
    expect(now[examples.indexOf(example!)]).toBeCloseTo(number(natural), 9);
    amount += spaces.length * more;
    const widest = now.map((width) => expect.closeTo(width + more, 9));
    expect(adjustLine(spaces, amount - 1e-9).widths).toEqual(widest);
    // A line that would be stretched further keeps its natural widths.
    expect(adjustLine(spaces, amount + 0.01).widths).toEqual(spaces.map(({ width }) => width));
  });

  checkTable('行 | 消息', ([what = '', code]) => {
    const amount = number(/[\d.]+/.exec(what)?.[0]);
    const fault: Partial<Line> = what.startsWith('每个字间')
      ? { stretch: amount }
      : what.startsWith('比栏')
        ? { shortfall: (what.startsWith('比栏短') ? amount : -amount) * em }
        : { runt: true };
    const place = { file: 'a.md' };
    const good: Line = {
      runs: [],
      dots: [],
      underlines: [],
      width: 0,
      place,
      characters: 0,
      stretch: 0,
      shortfall: 0,
      runt: false,
    };
    const faults = findLineFaults({ ...good, ...fault }, undefined, 0, em).map(({ kind }) => `line-${kind}`);
    expect(faults).toEqual(code === '不报' ? [] : [code]);
  });

  checkTable('一段 | 行宽 | 代价 | 怎么来的', ([text = '', measure, cost]) => {
    const { units, opportunities, shapes } = prepared(text);
    const limits = { first: number(measure) * em, others: number(measure) * em, justify: true, em };
    const runts = runtCosts(units, opportunities, shapes);
    expect(breakLines(shapes, opportunities, runts, limits).cost).toBeCloseTo(number(cost), 2);
  });

  checkTable('一段 | 行宽 | 各行逗号宽，不计反差 | 各行逗号宽', ([text = '', measure, alone, together]) => {
    const paragraph = prepared(text);
    const { units, opportunities, shapes } = paragraph;
    const limits = { first: number(measure) * em, others: number(measure) * em, justify: true, em };
    const commasAt = (ends: readonly LineEnd[]) =>
      ends.flatMap(({ box: to }, line) => {
        const from = line === 0 ? 0 : (ends[line - 1]?.box as number) + 1;
        const comma = units.findIndex((unit, index) => index >= from && index < to && unit.text === '，');
        if (comma < 0) return [];
        const natural = opportunities.slice(from, to).map(({ width }) => width);
        const boxes = shapes.slice(from, to + 1).map(({ width }) => width);
        const spare = limits.others - [...natural, ...boxes].reduce((sum, width) => sum + width, 0);
        const amount = to === units.length - 1 ? Math.min(0, spare) : spare;
        const space = adjustLine(opportunities, amount, from, to).widths[comma - from] as number;
        return [((shapes[comma]?.width ?? 0) + space) / em];
      });
    const search = breakLines(shapes, opportunities, new Map(), limits);
    const even = chooseBreaks(paragraph, limits);
    const shown = (widths: readonly number[]) => widths.map((width) => +width.toFixed(2)).join('、');
    expect(shown(commasAt(search.ends))).toBe(alone);
    expect(shown(commasAt(even))).toBe(together);
  });

  checkTable('断在这里 | 例 | 代价', ([, example = '', cost]) => {
    const text = unmarked(example);
    const whole = prepared(text, { hyphenate: 'always' });
    const { units, opportunities, shapes } = allowBreaksInWords(whole, 1000, 1000);
    const at = units.findIndex(({ index }) => index === example.indexOf('┊')) - 1;
    const runt = runtCosts(units, opportunities, shapes).get(at) ?? 0;
    expect((opportunities[at]?.cost as number) + runt).toBe(number(cost));
  });

  checkTable('词 | 可断处', ([word = '', shown]) => {
    const points = mayHyphenate(word, false) || mayDivideName(word) ? hyphenationPoints(word) : [];
    const parts = [0, ...points].map((from, index) => word.slice(from, points[index]));
    expect(parts.join('-')).toBe(shown?.startsWith('不断') ? word : shown);
  });

  checkTable('一段 | 行宽 | 第一行 | 宽', ([text = '', measure, first, width]) => {
    const [line] = setLines(prepared(text, { hanging: true }), number(measure) * em);
    expect(textOf(line)).toBe(first);
    expect(line!.width / em).toBeCloseTo(number(width), 6);
  });

  checkTable('栏宽 | 首行缩进', ([width, indent]) => {
    const { size } = template.grid;
    const desk = {
      template,
      fonts: fakeFontBook(),
      image: () => undefined,
      findBreaks: () => [],
      report: () => {},
    };
    const column = { x: 0, width: number(width) * size };
    expect(paragraphIndent(template.styles.body, column, desk) / size).toBe(number(indent));
  });

  checkTable('末行 | 孤字', ([text = '', said]) => {
    const whole = prepared(text);
    expect(isRunt(whole, 0, whole.units.length - 1)).toBe(said === '是');
  });

  checkTable('段落有几行 | 各行排到栏头的代价', ([count, costs]) => {
    const line = setLine(prepared('社区'));
    const lines = Array.from({ length: number(count) }, () => line);
    const seen = makeLinePieces(lines, { x: 0, width: 100 }, template).map(({ breakBefore }) => breakBefore);
    expect(seen.map((cost) => (cost === Number.POSITIVE_INFINITY ? '不许' : `${cost}`)).join(' ')).toBe(
      costs,
    );
  });

  checkTable('栏数 | 栏宽 | 栏间', ([columns, measure, gutter]) => {
    const { size } = template.grid;
    const divided = divideColumns(template, number(columns));
    expect(divided.measure / size).toBeCloseTo(number(measure), 6);
    expect(divided.gutter / size).toBeCloseTo(number(gutter), 6);
  });

  checkTable('标题里的断处', ([example = '']) => {
    const text = unmarked(example);
    const costs = new Map(findPhraseBreaks(text).map(({ index, cost }) => [index, cost]));
    expect(marked(text, costs, maxPhraseCost)).toBe(example);
  });

  checkTable('量 | 字', ([what, amount]) => {
    const ruby = { text: 'hé', role: 'hei', size: 0.45 * em, place: { file: 'a.md' } } as const;
    const { dots, runs } = setLine(
      prepareParagraph([runOf('河', { dots: true, ruby })], fakeFontBook(), plainStyle, () => {}),
    );
    const { styles: house, grid } = template;
    const hasRoom = (leading: number) => {
      const ruby = { kind: 'ruby', rt: 'hé', place: { file: 'a.md' } } as const;
      const room = { leading: leading * house.body.size, measure: 300 };
      const set: readonly StyledRun[] = attachRuby([runOf('河')], ruby, house.body, template, room);
      return set[0]?.ruby !== undefined;
    };
    const minLeading = () => [1.47, 1.475, 1.48, 1.485].find(hasRoom);
    const seen: Readonly<Record<string, () => number | undefined>> = {
      着重号直径: () => (2 * dots[0]!.radius) / em,
      着重号圆心在基线之下: () => -dots[0]!.y / em,
      注音字号: () => house.reading.size / grid.size,
      注音的基线在基线之上: () => runs.at(-1)!.ys![0]! / em,
      排得下注音的最小行距: minLeading,
    };
    expect(seen[what!]?.()).toBeCloseTo(number(amount), 6);
  });

  checkTable('写法 | 排成 | 规矩', ([typed = '', put]) => expect(normalise(typed).text).toBe(put));

  checkTable('写法 | 缘故', ([typed = '']) => expect(normalise(typed).text).toBe(typed));

  checkTable('写法 | 提醒', ([typed = '', code]) => {
    const { text } = normalise(typed);
    expect(text).toBe(typed);
    expect(checkText(text, { next: '', running: true }).map((doubt) => doubt.code)).toEqual([code]);
  });

  checkTable('写法 | 抄出来', ([text = '', copied]) => expect(textOf(setLine(prepared(text)))).toBe(copied));

  test('has no unchecked table', () => {
    expect([...tables.keys()].filter((head) => !checked.has(head)).sort()).toEqual([...plainTables].sort());
  });

  test('names only existing files, and every file of src/text', () => {
    const named = new Set([...document.matchAll(/`((?:src|tests)\/[\w/.-]+)`/g)].map(([, path]) => path!));
    for (const path of named) expect(existsSync(join(packageRoot, path)), path).toBe(true);
    const files = readdirSync(join(packageRoot, 'src/text')).map((name) => `src/text/${name}`);
    expect(files.filter((path) => !named.has(path))).toEqual([]);
  });

  test('shows only existing pictures of moderate size', () => {
    const pictures = [...document.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path!);
    expect(pictures.length).toBeGreaterThan(5);
    for (const path of pictures) expect(statSync(join(packageRoot, 'docs', path)).size).toBeLessThan(60_000);
  });
});
