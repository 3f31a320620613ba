import { describe, expect, it } from 'vitest';
import type { Galley } from '../../src/galley/galley.ts';
import { makeUp } from '../../src/makeup/make-up.ts';
import { countReads, type Reads } from '../support/count-reads.ts';
import { fakeFontBook } from '../support/fake-face.ts';
import { finishSheets, setMarkdown } from '../support/set-markdown.ts';

const paragraph =
  '街角的修鞋铺搬进了便民服务站，老师傅说，租金少了，生意反而多了，冬天也不用再吹风。站里还能配钥匙、磨剪刀、修拉链。';

/** Counts how often make-up and the sheets read galley data, in an issue of so many paragraphs. */
async function readsOf(paragraphs: number): Promise<{ readonly makeUp: number; readonly sheets: number }> {
  const text = `# 服务站搬新家\n\n${Array.from({ length: paragraphs }, () => paragraph).join('\n\n')}\n`;
  const { issue, galleys, template } = await setMarkdown(text);
  const counted = (reads: Reads): readonly Galley[] =>
    galleys.map((galley) => ({ ...galley, body: countReads(galley.body, reads) }));
  const [planned, finished]: readonly Reads[] = [{ count: 0 }, { count: 0 }];
  const report = () => {};
  const dummy = makeUp(issue, counted(planned!), template, report);
  const context = { fonts: fakeFontBook(), image: () => undefined, report, file: 'issue.md' };
  const info = { title: 'a paper', creator: 'a test', date: '2026-01-01T00:00:00.000Z' };
  finishSheets(dummy, counted(finished!), issue, template, context, info);
  return { makeUp: planned!.count, sheets: finished!.count };
}

describe('an issue of n, 2n and 4n paragraphs', () => {
  it.each(['makeUp', 'sheets'] as const)('takes a linear number of steps: %s', async (stage) => {
    const counts = await Promise.all([200, 400, 800].map(readsOf));
    const [once, twice, fourTimes] = counts.map((count) => count[stage]) as [number, number, number];
    expect(once).toBeGreaterThan(1000);
    expect(twice / once).toBeLessThan(2.15);
    expect(fourTimes / twice).toBeLessThan(2.15);
  });
});
