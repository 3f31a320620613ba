import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { build } from '../src/build.ts';
import { openDesk } from '../src/cli/desk.ts';
import { type Cache, openMemoryCache } from '../src/core/cache.ts';
import { pictureMaker } from './pictures/press.ts';
import { cacheFolderInMemory } from './support/cache-folder-in-memory.ts';
import { writePdf } from './support/write-pdf.ts';

const issues = ['lead', 'four-pages'].map((name) =>
  fileURLToPath(new URL(`../examples/${name}/issue.md`, import.meta.url)),
);

/** Builds an issue to its PDF. Out: all that is written or reported of it. */
async function built(issue: string, cache: Cache) {
  const { desk, messages } = openDesk(issue, '/', { cache });
  const pictures = pictureMaker();
  const job = { issue, creator: 'a test', date: undefined, now: '2026-01-01T00:00:00.000Z', pictures };
  const made = (await build(job, desk))!;
  const pdf = await writePdf(made.publication, made.fonts, made.images, made.print, pictures);
  return { pdf: Buffer.from(pdf).toString('base64'), characters: made.characters, messages: messages() };
}

let oneByOne: Awaited<ReturnType<typeof built>>[];

beforeAll(async () => {
  oneByOne = [];
  for (const issue of issues) oneByOne.push(await built(issue, {}));
}, 60_000);

describe('two builds at once in one process', () => {
  it('give what each gives by itself, without a cache', async () => {
    expect(await Promise.all(issues.map((issue) => built(issue, {})))).toEqual(oneByOne);
  });

  it('give what each gives by itself, with one cache between them, empty and full', async () => {
    const cache: Cache = { memory: openMemoryCache(), folder: cacheFolderInMemory().folder };
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await Promise.all(issues.map((issue) => built(issue, cache)))).toEqual(oneByOne);
      cache.memory?.evictUnused();
    }
  });

  it('of one issue with different copy do not mix', async () => {
    const memory = openMemoryCache();
    const build = (words: string) => {
      const issue = issues[0]!;
      const { desk, messages } = openDesk(issue, '/', { cache: { memory } });
      const read: typeof desk.read = async (...request) => {
        const result = await desk.read(...request);
        if (!result.ok || result.path !== issue) return result;
        return { ...result, bytes: Buffer.from(`${Buffer.from(result.bytes)}\n\n${words}\n`) };
      };
      return buildText({ ...desk, read }, issue).then((text) => ({ text, messages: messages() }));
    };
    const [first, second] = await Promise.all([build('甲乙丙丁戊己庚辛'), build('子丑寅卯辰巳午未')]);
    expect(first.text).toContain('甲乙丙丁');
    expect(first.text).not.toContain('子丑寅卯');
    expect(second.text).toContain('子丑寅卯');
    expect(second.text).not.toContain('甲乙丙丁');
  });
});

async function buildText(desk: Parameters<typeof build>[1], issue: string): Promise<string> {
  const job = { issue, creator: 'a test', date: undefined, now: '2026-01-01T00:00:00.000Z' };
  const { publication } = (await build(job, desk))!;
  return publication.sheets
    .flatMap(({ ops }) => ops)
    .map((op) => (op.op === 'glyphs' ? op.row.text : ''))
    .join('');
}
