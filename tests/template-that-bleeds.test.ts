import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../src/build.ts';
import { packageRoot } from '../src/core/package-root.ts';
import { millimetre } from '../src/core/units.ts';
import { draw } from './pictures/pictures.ts';
import { fakeDesk } from './support/fake-desk.ts';
import { edgesOf } from './support/paint-bounds.ts';

const folder = join(packageRoot, 'templates/tabloid');
const sheet = readFileSync(join(folder, 'template.yaml'), 'utf8');

/** The house's sheet without a head margin and without a folio: a picture at the head of page 2 touches the trim. */
const headless = sheet
  .replace(/^ {2}top: .*$/m, '  top: 0mm')
  .replace(/^(folio:.*\n {2}lines: ).*$/m, '$10行');

const paragraphs = '居民自己动手，把一块空地种成了花园，四季都有人来看花。\n\n'.repeat(20);

async function built(print: string) {
  const picture = await draw({ width: 2400, height: 1600, colour: (x) => [x % 255, 120, 90] })
    .jpeg()
    .toBuffer();
  const { desk, messages } = fakeDesk({
    'issue.md': `---\ntemplate: looks/ours\n${print}---\n\n::page[要闻]\n\n# 花园开门\n\n${paragraphs}\n::page[民生]\n\n![新馆](a.jpg){span=2 place=top}\n\n${paragraphs}`,
    'a.jpg': picture,
    'looks/ours/template.yaml': headless,
    'looks/ours/newsprint.icc': new Uint8Array(readFileSync(join(folder, 'newsprint.icc'))),
  });
  const job = { issue: 'issue.md', creator: 'a test', date: undefined, now: '2026-05-22T00:00:00.000Z' };
  const made = await build(job, desk);
  if (made === undefined) throw new Error(JSON.stringify(messages));
  const [, inside] = made.publication.sheets;
  const image = inside!.ops.find(({ op }) => op === 'image')!;
  return { messages, top: edgesOf(image).top };
}

it('has its pictures run to the edge of the bleed, and is told of its text at the trim', async () => {
  const { messages, top } = await built('');
  expect(top).toBeCloseTo(-3 * millimetre, 2);
  expect(messages.map(({ code }) => code)).toContain('near-trim');
});

it('has them end with the paper where there are no marks', async () => {
  expect((await built('print: { marks: false }\n')).top).toBe(0);
});
