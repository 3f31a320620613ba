import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { repeatedText, shuffledText } from '../../bench/speed-copy.ts';
import { nodeCost, programTime } from '../../bench/speed-cost.ts';
import { growth, inTurns, median } from '../../bench/speed-pairs.ts';
import { rowOf } from '../../bench/speed-rows.ts';
import { manyWorks, mdxportWork, textWork } from '../../bench/speed-works.ts';

const folder = mkdtempSync(join(tmpdir(), 'speed-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the repeated text of an issue', () => {
  const head = '---\nnumber: 1\n---\n';
  const issue = `${head}\n::kicker[引题]\n\n# 主题\n\n第一段。\n\n![图](a.jpg)\n\n第二段。\n\n（供稿人）\n`;

  it('has front matter, headline and credit once, and no picture', () => {
    expect(repeatedText(issue, 2)).toBe(
      `${head}\n::kicker[引题]\n\n# 主题\n\n第一段。\n\n第二段。\n\n第一段。\n\n第二段。\n\n（供稿人）\n`,
    );
  });

  it('may lack front matter and credit', () => {
    expect(repeatedText('# 主题\n\n一段。\n', 2)).toBe('\n# 主题\n\n一段。\n\n一段。\n');
  });
});

describe('the shuffled text of an issue', () => {
  const issue = '---\nnumber: 1\n---\n\n# 主题\n\n一，他说：“二。三，四。”五。\n\n六；七。八\n\n（供稿人）\n';
  const clauses = (markdown: string) => markdown.match(/一，|他说：“二。三，四。”五。|六；|七。|八/g)!;

  it('has every clause once, dealt evenly to the paragraphs', () => {
    const orders = [1, 2, 3].map((seed) => {
      const text = shuffledText(issue, seed);
      expect([...clauses(text)].sort()).toEqual([...clauses(issue)].sort());
      const [head, title, first, second, credit, ...others] = text.trim().split('\n\n');
      expect([head, title, credit, others]).toEqual(['---\nnumber: 1\n---', '# 主题', '（供稿人）', []]);
      expect([first, second].map((paragraph) => clauses(paragraph!).length)).toEqual([2, 3]);
      return text;
    });
    expect(new Set(orders).size).toBe(3);
  });

  it('is the same for the same seed', () => {
    expect(shuffledText(issue, 5)).toBe(shuffledText(issue, 5));
  });
});

describe('figures', () => {
  it('use the middle value, or the mean of the two middle values, as the median', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 3])).toBe(4);
  });

  it('show a growth of 1 for linear time, whatever the constant cost', () => {
    const linear = (times: number) => 200 + 7 * times;
    expect(growth({ once: linear(1), ten: linear(10), hundred: linear(100) })).toBeCloseTo(1);
    const square = (times: number) => 200 + times ** 2;
    expect(growth({ once: square(1), ten: square(10), hundred: square(100) })).toBeGreaterThan(9);
    expect(growth({ once: 300, ten: 290, hundred: 900 })).toBe(Number.POSITIVE_INFINITY);
  });

  it('are compared with the peer or with a fixed value', () => {
    const figure = { work: 'page', ours: 1.8, peer: 2, unit: 's' } as const;
    expect(rowOf({ ...figure, target: { times: 0.9 } }).slice(3)).toEqual(['0.90', '≤ 0.90 ×', 'met']);
    expect(rowOf({ ...figure, target: { times: 0.8 } }).at(-1)).toBe('MISSED');
    expect(rowOf({ work: 'typed', ours: 31, unit: 'ms', target: { max: 30 } })).toEqual([
      'typed',
      '31.0 ms',
      '–',
      '–',
      '≤ 30 ms',
      'MISSED',
    ]);
  });

  it('without a target are neither met nor missed', () => {
    expect(rowOf({ work: 'page', ours: 1, peer: 2, unit: 's' }).slice(3)).toEqual(['0.50', '–', '']);
  });

  it('come from alternating runs, without the first pair', () => {
    let run = 0;
    const cost = () => ({ wall: run++, cpu: 0, memory: 0 });
    const { ours, peer } = inTurns(cost, cost);
    expect([ours.wall % 2, peer.wall % 2]).toEqual([0, 1]);
    expect(ours.wall).toBe(run / 2);
  });
});

describe('the cost of a process', () => {
  it('excludes waiting from the CPU time and includes the memory it holds', () => {
    const waits = nodeCost(['-e', 'setTimeout(() => {}, 300)']);
    expect(waits.wall).toBeGreaterThanOrEqual(300);
    expect(waits.cpu).toBeLessThan(waits.wall);
    const holds = nodeCost(['-e', 'Buffer.alloc(2e8, 1)']);
    expect(holds.memory - waits.memory).toBeGreaterThan(1.9e8);
  });

  it('does not depend on the environment of the bench, except for the given variables', () => {
    const script = 'if (process.env.TYPST_FONT_PATHS || process.env.GIVEN !== "1") process.exit(3)';
    process.env['TYPST_FONT_PATHS'] = folder;
    try {
      nodeCost(['-e', script], { GIVEN: '1' });
      expect(programTime(process.execPath, ['-e', script], folder, { GIVEN: '1' })).toBeGreaterThan(0);
    } finally {
      delete process.env['TYPST_FONT_PATHS'];
    }
  });

  it('throws if the process fails, and is undefined if the program is not installed', () => {
    expect(() => nodeCost(['-e', 'process.exit(3)'])).toThrow();
    expect(programTime('no-such-program', [], folder)).toBeUndefined();
  });
});

describe('the page for Typst', () => {
  it('contains the text of the issue', async () => {
    const { issue, typst } = await textWork('examples/lead/issue.md', 2, folder);
    const source = readFileSync(typst.source, 'utf8');
    const [paragraph] = /^会上.*$/m.exec(readFileSync(issue, 'utf8'))!;
    expect(source.split(paragraph)).toHaveLength(3);
    expect(typst.fonts).toHaveLength(7);
  });

  it('is the same for mdxport, which gets the paragraphs as Markdown and all else in its template', async () => {
    const { typst, mdxport } = await mdxportWork('examples/lead/issue.md', folder);
    const template = readFileSync(mdxport.template, 'utf8');
    const paragraphs = readFileSync(mdxport.markdown, 'utf8').trim().split('\n\n');
    const source = readFileSync(typst.source, 'utf8');
    for (const text of paragraphs) expect(source).toContain(JSON.stringify(text));
    expect(template).toContain('街坊携手');
    expect(template).not.toContain(paragraphs[0]);
    expect(readdirSync(join(mdxport.home, '.mdxport/fonts'))).toHaveLength(7);
  });

  it('differs in each of many issues', async () => {
    const works = await manyWorks('examples/lead/issue.md', 3, folder);
    const paragraphs = works.flatMap(({ typst }) =>
      readFileSync(typst.source, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('#{')),
    );
    expect(paragraphs.length).toBeGreaterThan(30);
    expect(new Set(paragraphs).size).toBeGreaterThan(0.9 * paragraphs.length);
  });
});
