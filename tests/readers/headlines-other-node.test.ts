import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { maxPhraseCost, type PhraseBreak } from '../../src/headline/bind-words.ts';
import { markedHeadlines, wordHeadlines } from '../support/corpus.ts';
import { fetchNode } from '../support/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** The breaks that another Node finds. */
async function breaksOf(
  node: string,
  texts: readonly string[],
): Promise<readonly (readonly PhraseBreak[])[]> {
  // The bundle looks for the program's words from its own place upwards.
  const outfile = join(packageRoot, 'node_modules/.cache', `bind-words-${process.pid}.mjs`);
  await build({
    entryPoints: ['src/headline/bind-words.ts'],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
  });
  const script = join(scratchFolder(), 'breaks.mjs');
  writeFileSync(
    script,
    `import { findPhraseBreaks } from ${JSON.stringify(pathToFileURL(outfile).href)};
    console.log(JSON.stringify(${JSON.stringify(texts)}.map(findPhraseBreaks)));`,
  );
  try {
    return JSON.parse(execFileSync(node, [script], { encoding: 'utf8' }));
  } finally {
    rmSync(outfile);
  }
}

// 20.19.0 is the oldest that the program runs on; each has an ICU, and so a dictionary, of its own.
describe.each(['20.19.0', '22', '24'])('Node %s', (version) => {
  it('breaks headlines where a subeditor does', async () => {
    const headlines = markedHeadlines('headlines.txt');
    const found = await breaksOf(
      fetchNode(version),
      headlines.map(({ text }) => text),
    );
    const all = found.flatMap((breaks, number) =>
      breaks
        .filter(({ cost }) => cost <= maxPhraseCost)
        .map(({ index }) => headlines[number]?.allowed.has(index) === true),
    );
    expect(all.length).toBeGreaterThan(headlines.length);
    expect(all.filter((right) => right).length / all.length).toBeGreaterThan(0.97);
  });

  it('takes no place inside a word for a good break', async () => {
    const headlines = [
      ...wordHeadlines('headlines-words.txt'),
      ...wordHeadlines('headlines-words-unseen.txt'),
    ];
    const found = await breaksOf(
      fetchNode(version),
      headlines.map(({ text }) => text),
    );
    const good = found.flatMap((breaks, number) =>
      breaks
        .filter(({ cost }) => cost <= maxPhraseCost)
        .map(({ index }) => ({ headline: headlines[number] as (typeof headlines)[number], index })),
    );
    expect(good.length).toBeGreaterThan(headlines.length);
    const inside = good.filter(({ headline, index }) => !headline.allowed.has(index));
    expect(inside.map(({ headline, index }) => headline.text.slice(index))).toEqual([]);
  });
});
