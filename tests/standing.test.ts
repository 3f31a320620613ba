import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { build } from '../src/build.ts';
import { openDesk } from '../src/cli/desk.ts';
import { keepStanding, type Standing } from '../src/core/standing.ts';

const examples = fileURLToPath(new URL('../examples/', import.meta.url));

/** Builds an issue whose file holds another text. Out: all that a page or a person sees of it. */
async function built(issue: string, text: string, standing?: Standing) {
  const { desk, messages } = openDesk(issue, examples);
  const read: typeof desk.read = async (path, from, reach) => {
    const result = await desk.read(path, from, reach);
    return result.ok && result.path === issue ? { ...result, bytes: Buffer.from(text) } : result;
  };
  const job = { issue, creator: 'a test', date: undefined, now: '2026-01-01T00:00:00.000Z' };
  const made = await build(job, { ...desk, read, ...(standing && { standing }) });
  return { publication: made?.publication, characters: made?.characters, messages: messages() };
}

describe('a build on what the last one left standing', () => {
  it.each(['lead/issue.md', 'four-pages/issue.md'])(
    'is the build from nothing, whatever was typed into %s',
    async (name) => {
      const issue = `${examples}${name}`;
      const text = readFileSync(issue, 'utf8');
      const standing = keepStanding();
      const typed = fc.constantFrom('新', '，', '“', ' ', '\n\n', '**', '!', '12', '𬬭', '\n## 小题\n\n');
      const edits = fc.array(fc.tuple(fc.nat(text.length), typed), { minLength: 1, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(edits, async (places) => {
          const changed = places.reduce((so, [at, what]) => so.slice(0, at) + what + so.slice(at), text);
          standing.distribute();
          expect(await built(issue, changed, standing)).toEqual(await built(issue, changed));
        }),
        { numRuns: 12 },
      );
    },
    120_000,
  );
});

describe('standing type', () => {
  it('is made once, and again when a build went by without it', () => {
    const standing = keepStanding();
    let made = 0;
    const ask = (key: string) => standing.once('a kind', key, () => (made += 1));
    expect([ask('a'), ask('a'), ask('b')]).toEqual([1, 1, 2]);
    standing.distribute();
    expect(ask('a')).toBe(1);
    standing.distribute();
    expect([ask('a'), ask('b')]).toEqual([1, 3]);
  });

  it('keeps apart what is of two kinds', () => {
    const standing = keepStanding();
    expect(standing.once('a', 'x', () => 1)).toBe(1);
    expect(standing.once('b', 'x', () => 2)).toBe(2);
  });
});
