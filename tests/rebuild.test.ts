import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { build } from '../src/build.ts';
import { openDesk } from '../src/cli/desk.ts';
import { type MemoryCache, openMemoryCache } from '../src/core/cache.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { runs } from './support/sweeps.ts';

const examples = fileURLToPath(new URL('../examples/', import.meta.url));

/** Builds an issue with another text in place of its file's. Out: all that is printed or reported of it. */
async function built(issue: string, text: string, memory?: MemoryCache, folder = examples) {
  const { desk, messages } = openDesk(issue, folder, memory && { cache: { memory } });
  const read: typeof desk.read = async (path, from, reach) => {
    const result = await desk.read(path, from, reach);
    return result.ok && result.path === issue ? { ...result, bytes: Buffer.from(text) } : result;
  };
  const job = { issue, creator: 'a test', date: undefined, now: '2026-01-01T00:00:00.000Z' };
  const made = await build(job, { ...desk, read });
  return { publication: made?.publication, characters: made?.characters, messages: messages() };
}

describe('a build that uses the memory of the one before', () => {
  it.each([
    ['lead/issue.md', 12],
    ['four-pages/issue.md', 4],
  ])(
    'equals a build without memory, whatever was typed into %s',
    async (name, sample) => {
      const issue = `${examples}${name}`;
      const text = readFileSync(issue, 'utf8');
      const memory = openMemoryCache();
      const typed = fc.constantFrom('新', '，', '“', ' ', '\n\n', '**', '!', '12', '𬬭', '\n## 小题\n\n');
      const edits = fc.array(fc.tuple(fc.nat(text.length), typed), { minLength: 1, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(edits, async (places) => {
          const changed = places.reduce((so, [at, what]) => so.slice(0, at) + what + so.slice(at), text);
          memory.evictUnused();
          expect(await built(issue, changed, memory)).toEqual(await built(issue, changed));
        }),
        runs(12, sample),
      );
    },
    120_000,
  );

  it('equals a build without memory where two pictures change places, and their articles with them', async () => {
    const drawing = (height: number) =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 ${height}"><path d="M0 0h9v9z"/></svg>`;
    const folder = scratchFolder({
      'issue.md': '',
      'a.md': '# 甲\n\n![](a.svg)\n',
      'b.md': '# 乙\n\n![](b.svg)\n',
      'a.svg': drawing(30),
      'b.svg': drawing(60),
    });
    const text = (...files: readonly string[]) =>
      `# 首\n\n正文。\n\n${files.map((file) => `::article{src=${file}}\n\n`).join('')}`;
    const memory = openMemoryCache();
    await built('issue.md', text('a.md', 'b.md'), memory, folder);
    renameSync(join(folder, 'b.svg'), join(folder, 'a.svg'));
    writeFileSync(join(folder, 'b.svg'), drawing(30));
    memory.evictUnused();
    const changed = text('b.md', 'a.md');
    expect(await built('issue.md', changed, memory, folder)).toEqual(
      await built('issue.md', changed, undefined, folder),
    );
  });
});

describe('the memory cache', () => {
  it('replays messages with the name of the issue that is built', async () => {
    const template = fileURLToPath(new URL('../templates/tabloid', import.meta.url));
    const folder = scratchFolder({ 'one.md': '', 'two.md': '' });
    cpSync(template, join(folder, 'own'), { recursive: true });
    const sheet = readFileSync(join(folder, 'own/template.yaml'), 'utf8');
    writeFileSync(
      join(folder, 'own/template.yaml'),
      sheet.replace(/slogan: .*/, 'slogan: 邻里\u{323af}相望'),
    );
    const text = '---\ntemplate: ./own\n---\n\n# 花园开门\n\n正文。\n';
    const memory = openMemoryCache();
    await built('one.md', text, memory, folder);
    const { messages } = await built('two.md', text, memory, folder);
    expect(messages).not.toEqual([]);
    expect(messages).toEqual((await built('two.md', text, undefined, folder)).messages);
  });

  it('computes a value once, and again after a build that did not use it', () => {
    const memory = openMemoryCache();
    let made = 0;
    const ask = (key: string) => memory.getOrCompute('a kind', key, () => (made += 1));
    expect([ask('a'), ask('a'), ask('b')]).toEqual([1, 1, 2]);
    memory.evictUnused();
    expect(ask('a')).toBe(1);
    memory.evictUnused();
    expect([ask('a'), ask('b')]).toEqual([1, 3]);
  });

  it('keeps values of two kinds apart', () => {
    const memory = openMemoryCache();
    expect(memory.getOrCompute('a', 'x', () => 1)).toBe(1);
    expect(memory.getOrCompute('b', 'x', () => 2)).toBe(2);
  });
});
