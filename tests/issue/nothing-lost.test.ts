import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Run } from '../../src/issue/issue.ts';
import { collectCopy } from '../../src/issue/issue-contents.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { fakeDesk } from '../support/fake-desk.ts';

async function readCopy(text: string): Promise<readonly Run[]> {
  const issue = await readIssue('issue.md', fakeDesk({ 'issue.md': text }).desk);
  return issue === undefined ? [] : collectCopy(issue);
}

/** The characters of a text without spaces, sorted by code point: equal for two texts whatever their order. */
const characters = (text: string) => [...text.replace(/\s/g, '')].sort().join('');

/** Markdown, and what of it is printed. */
const inline: readonly (readonly [written: string, printed: string])[] = [
  ['图书室开放', '图书室开放'],
  ['library hours', 'library hours'],
  ['每晚8:30，比分3:2', '每晚8:30，比分3:2'],
  ['电话:12345', '电话:12345'],
  ['（一）:报名', '（一）:报名'],
  ['**《花园》**', '《花园》'],
  ['*重点*', '重点'],
  ['~~删去~~', '删去'],
  ['`a*b`', 'a*b'],
  ['[通知](https://example.org/a){qr}', '通知'],
  ['[通知](a.html){说明}', '通知{说明}'],
  ['[通知][link]', '通知'],
  ['https://example.org/x，看', 'https://example.org/x，看'],
  ['**见https://example.org。**后', '见https://example.org。后'],
  ['`https://example.org，码`', 'https://example.org，码'],
  [':ruby[垚]{rt=yáo}', '垚yáo'],
  [':foo[甲]{b=1}', ':foo[甲]{b=1}'],
  ['\\*星\\*', '*星*'],
  ['甲&amp;乙&#20013;', '甲&乙中'],
  ['一<br>二', '一二'],
  ['<u>线</u>', '线'],
  ['水<sup>2</sup>', '水2'],
  ['<span class="a">字</span>', '字'],
  ['按<Enter>键', '按<Enter>键'],
  ['138****5678', '138****5678'],
  ['张*、李*、王**', '张*、李*、王**'],
  ['5*8米和3*4米', '5*8米和3*4米'],
  ['请__务必__来', '请务必来'],
  ['姓名____电话______', '姓名____电话______'],
  ['**http://example.org**。', 'http://example.org。'],
  ['[说明](abc ((宝山))', '[说明](abc ((宝山))'],
  ['[甲](乙)', '[甲](乙)'],
  ['![图说](a.jpg "摄影 田禾")', '图说摄影田禾'],
  ['注[^n]', '注①注文'],
  ['缺[^x]', '缺[^x]'],
  ['5~8日', '5~8日'],
  ['std::vector', 'std::vector'],
  ['甲\\\n乙', '甲乙'],
  ['甲\n　　乙', '甲乙'],
];
const oneNoteOnly = (text: string) => text.split('[^n]').length <= 2;

const oneLine = (text: string) => text.replace(/\\?\n/g, '');

const blocks: readonly (readonly [(inside: string) => string, string])[] = [
  [(inside) => `\n\n${inside}\n\n`, ''],
  [(inside) => `\n\n　　${inside}\n\n`, ''],
  [(inside) => `\n\n# ${oneLine(inside)}。\n\n`, '。'],
  [(inside) => `\n\n## ${oneLine(inside)} {span=2}\n\n`, '{span=2}'],
  [(inside) => `\n\n::deck[${inside}]\n\n`, ''],
  [(inside) => `\n\n> ${inside.replace(/\n/g, '\n> ')}\n\n`, ''],
  [(inside) => `\n\n- ${inside.replace(/\n/g, '\n  ')}\n\n`, ''],
  [(inside) => `\n\n| 表 | 头 |\n| - | - |\n| ${oneLine(inside)} | 格 |\n\n`, '表头格'],
  [(inside) => `\n\n:::box[题]{tint=10%}\n${inside}\n:::\n\n`, '题'],
  [(inside) => `\n\n::qr[${inside}]{data="x"}\n\n`, ''],
];

test('the copy contains every printable character of the source and no other', async () => {
  const pieces = fc.array(fc.constantFrom(...inline), { minLength: 1, maxLength: 4 });
  const block = fc.tuple(fc.constantFrom(...blocks), pieces);
  await fc.assert(
    fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 4 }), async (chosen) => {
      let source = '';
      let printed = '';
      for (const [[around, label], inside] of chosen) {
        source += around(inside.map(([written]) => written).join('，'));
        printed += label + inside.map(([, visible]) => visible).join('，');
      }
      fc.pre(oneNoteOnly(source));
      const note = source.includes('[^n]') ? '\n\n[^n]: 注文' : '';
      const copy = await readCopy(`${source}\n\n[link]: https://example.org${note}`);
      expect(characters(copy.map(({ text }) => text).join(''))).toBe(characters(printed));
    }),
    { numRuns: 400 },
  );
});

const samples = join(import.meta.dirname, '../samples');

test.for(readdirSync(samples))('each character is at the place that its run gives: %s', async (name) => {
  const source = readFileSync(join(samples, name, 'issue.md'), 'utf8').replace(/^\ufeff/, '');
  const lines = source.split(/\r\n|\n/);
  const issue = await readIssue('issue.md', fakeDesk({ 'issue.md': source }).desk);
  const runs = (issue?.pages ?? []).flatMap((page) =>
    collectCopy({ ...issue!, masthead: emptyMasthead, pages: [page] }),
  );
  const annotations = runs.flatMap(({ marks }) =>
    marks.flatMap((mark) => (mark.kind === 'ruby' ? [mark.rt] : [])),
  );
  for (const { text, marks, place } of runs) {
    const { line, column } = place.start!;
    const written = lines[line - 1]!.slice(column - 1, column - 1 + text.length);
    const generated =
      marks.some(({ kind }) => kind === 'note') || /^\s$/.test(text) || annotations.includes(text);
    // A character reference has the place of its `&`, and ends its run.
    if (!generated) expect(written.endsWith('&') ? `${text.slice(0, -1)}&` : text).toBe(written);
    expect(place.end!.line).toBeGreaterThanOrEqual(line);
  }
});

const emptyMasthead = { kind: 'internal', imprint: [], ears: [], credits: [] } as const;
