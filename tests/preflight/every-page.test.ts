import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { openMemoryCache } from '../../src/core/cache.ts';
import { joinParts } from '../../src/core/stored-bytes.ts';
import { writePdf } from '../../src/pdf/write-pdf.ts';
import { preflight } from '../../src/preflight/preflight.ts';
import { pictureMaker } from '../pictures/press.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { runs } from '../support/sweeps.ts';
import { pictureFiles, randomIssue } from './support/random-issues.ts';

let files: Awaited<ReturnType<typeof pictureFiles>>;
beforeAll(async () => {
  files = await pictureFiles();
}, 60_000);

const memory = openMemoryCache();

/** The errors of a build, or what preflight refuses in the PDF that the build wrote. */
async function judge(text: string) {
  const { desk, messages } = fakeDesk({ 'issue.md': text, ...files }, { memory });
  const pictures = pictureMaker();
  const job = {
    issue: 'issue.md',
    creator: 'a test',
    date: undefined,
    now: '2026-06-05T00:00:00.000Z',
    pictures,
  };
  const built = await build(job, desk);
  await pictures.idle();
  const errors = messages.filter(({ severity }) => severity === 'error');
  if (built === undefined || errors.length > 0)
    return { errors: errors.map(({ code, text }) => `${code} ${text}`) };
  const pdf = await writePdf(built.publication, built.fonts, built.images, built.print, pictures);
  const { findings } = await preflight(joinParts(pdf), { tac: built.print.tac });
  return { refused: findings.filter(({ severity }) => severity === 'error') };
}

it('a tinted box with codes and cut-outs is not refused', { timeout: 60_000 }, async () => {
  const code = '::qr[扫码报名]{data="https://example.org/a"}';
  const pictures = ['cut-out.png', 'black-cut-out.png', 'inks-cut-out.tif', 'shaded-open.svg', 'open.svg'];
  const figures = pictures.map((name) => `![月季](${name}){width=30mm}`).join('\n\n');
  const text = `# 花园\n\n:::box[花讯]{tint=30%}\n看[花园](https://example.org/b){qr}。\n\n${figures}\n\n${code}\n:::\n`;
  expect(await judge(text)).toEqual({ refused: [] });
});

it('no page builds that preflight refuses', { timeout: 3_600_000 }, async () => {
  let printed = 0;
  await fc.assert(
    fc.asyncProperty(randomIssue, async (text) => {
      const { refused } = await judge(text);
      if (refused === undefined) return;
      printed += 1;
      expect(refused).toEqual([]);
    }),
    { ...runs(150, 3), endOnFailure: true },
  );
  // Most issues must be sound, or the test says little.
  expect(printed).toBeGreaterThan(1);
});
