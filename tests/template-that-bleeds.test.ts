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

/** The default template without a top margin and a folio: a picture at the top of page 2 touches the trim. */
const withoutHead = sheet
  .replace(/^ {2}top: .*$/m, '  top: 0mm')
  .replace(/^(folio:.*\n {2}lines: ).*$/m, '$10行');

const paragraphs = '居民自己动手，把一块空地种成了花园，四季都有人来看花。\n\n'.repeat(20);

async function buildIssue(print: string) {
  const picture = await draw({ width: 2400, height: 1600, colour: (x) => [x % 255, 120, 90] })
    .jpeg()
    .toBuffer();
  const { desk, messages } = fakeDesk({
    'issue.md': `---\ntemplate: looks/ours\n${print}---\n\n::page[要闻]\n\n# 花园开门\n\n${paragraphs}\n::page[民生]\n\n![新馆](a.jpg){span=2 place=top}\n\n${paragraphs}`,
    'a.jpg': picture,
    'looks/ours/template.yaml': withoutHead,
    'looks/ours/newsprint.icc': new Uint8Array(readFileSync(join(folder, 'newsprint.icc'))),
  });
  const job = { issue: 'issue.md', creator: 'a test', date: undefined, now: '2026-05-22T00:00:00.000Z' };
  const result = await build(job, desk);
  if (result === undefined) throw new Error(JSON.stringify(messages));
  const [, inside] = result.publication.sheets;
  const image = inside!.ops.find(({ op }) => op === 'image')!;
  return { messages, top: edgesOf(image).top };
}

it('a picture at the trim extends to the edge of the bleed, and text at the trim is reported', async () => {
  const { messages, top } = await buildIssue('');
  expect(top).toBeCloseTo(-3 * millimetre, 2);
  expect(messages.map(({ code }) => code)).toContain('near-trim');
});

it('a picture at the trim ends with the paper if there are no printer’s marks', async () => {
  expect((await buildIssue('print: { marks: false }\n')).top).toBe(0);
});
