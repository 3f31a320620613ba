import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { build, type Job } from '../src/build.ts';
import { openDesk } from '../src/cli/desk.ts';
import { countCopyCharacters } from '../src/core/copy-characters.ts';
import { collectCopy } from '../src/issue/issue-contents.ts';
import { readIssue } from '../src/issue/read-issue.ts';
import { glyphsOf, toGlyphRow } from '../src/paint/glyph-row.ts';
import { countSetCharacters } from '../src/paint/ops.ts';
import type { PaintOp, Publication } from '../src/paint/paint.ts';
import { profiles } from '../src/pdf/profiles.ts';
import type { PictureMaker } from '../src/pictures/picture-maker.ts';
import * as sheets from '../src/sheet/make-sheets.ts';
import { draw } from './pictures/pictures.ts';
import { pictureMaker } from './pictures/press.ts';
import { fakeDesk } from './support/fake-desk.ts';
import { writePdf } from './support/write-pdf.ts';

const job: Job = {
  issue: 'issue.md',
  creator: 'baoshan-news',
  date: undefined,
  now: '2026-01-02T03:04:05.000Z',
};

/** A maker that makes nothing and records what is requested. */
function recordingMaker(): { readonly pictures: PictureMaker; readonly requests: unknown[] } {
  const requests: unknown[] = [];
  const pictures: PictureMaker = {
    ...pictureMaker(),
    make: ({ id }, crop, { width, height }) => {
      requests.push([id, crop, width, height]);
      return new Promise(() => {});
    },
  };
  return { pictures, requests };
}

const issue = `---
date: 2026-03-06
number: 7
---

# 社区花园开门迎客

居民自己动手,把一块空地种成了花园。:ruby[垚]{rt=yáo}
`;

describe('an issue without faults', () => {
  it('is built without warnings and with all its characters', async () => {
    const { desk, messages } = fakeDesk({ 'issue.md': issue });
    const built = await build(job, desk);
    expect(messages.map(({ severity, place: { start } }) => [severity, start])).toEqual([
      ['note', { line: 8, column: 7 }],
    ]);
    expect(built!.publication.sheets).toHaveLength(1);
    const copy = countCopyCharacters(collectCopy((await readIssue('issue.md', desk))!));
    expect(built!.characters).toBe(copy);
    expect(countSetCharacters(built!.publication)).toBe(copy);
  });

  it.each(['lead', 'four-pages'])('starts the pictures of %s as they are printed', async (name) => {
    const file = fileURLToPath(new URL(`../examples/${name}/issue.md`, import.meta.url));
    const { pictures, requests } = recordingMaker();
    const built = await build({ ...job, issue: file, pictures }, openDesk(file, '/').desk);
    const printed = built!.publication.sheets
      .flatMap(({ ops }) => ops)
      .flatMap((op) => (op.op === 'image' ? [[op.image, op.crop, op.rect.width, op.rect.height]] : []))
      .filter(([id]) => built!.images.get(id as string)?.drawing === undefined);
    expect(printed).not.toEqual([]);
    expect(requests).toEqual(printed);
  });

  it('starts only the pictures of the pages that are printed', async () => {
    const file = fileURLToPath(new URL('../examples/four-pages/issue.md', import.meta.url));
    const requestsOf = async (isPrinted: (page: number) => boolean) => {
      const { pictures, requests } = recordingMaker();
      await build({ ...job, issue: file, pictures, isPrinted }, openDesk(file, '/').desk);
      return requests;
    };
    const [all, second, others] = await Promise.all([
      requestsOf(() => true),
      requestsOf((page) => page === 2),
      requestsOf((page) => page !== 2),
    ]);
    expect(second.length).toBeGreaterThan(0);
    expect(others.length).toBeGreaterThan(0);
    expect([...second, ...others].map((each) => JSON.stringify(each)).sort()).toEqual(
      all.map((each) => JSON.stringify(each)).sort(),
    );
  });

  it('starts no pictures where an error prevents printing, but for a proof', async () => {
    const file = fileURLToPath(new URL('../examples/lead/issue.md', import.meta.url));
    const { desk } = openDesk(file, '/');
    const faulty: typeof desk = {
      ...desk,
      read: async (...args) => {
        const found = await desk.read(...args);
        if (!('bytes' in found) || !args[0].endsWith('issue.md')) return found;
        return { ...found, bytes: Buffer.concat([found.bytes, Buffer.from('\n\n![没有](没有.jpg)\n')]) };
      },
    };
    const { pictures, requests } = recordingMaker();
    await build({ ...job, issue: file, pictures }, faulty);
    expect(requests).toEqual([]);
    await build({ ...job, issue: file, proof: true, pictures }, faulty);
    expect(requests).not.toEqual([]);
  });

  it.each([
    ['rendered', 'opacity=".5"'],
    ['printed as a path', ''],
  ])('reports a drawing that vanishes at its printed size, if it is %s', async (_, attributes) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="1"><rect width="500" height="1" ${attributes}/></svg>`;
    const errorsAt = async (width: string) => {
      const source = `# 题\n\n文。\n\n![图](line.svg){width=${width}}\n`;
      const { desk, messages } = fakeDesk({ 'issue.md': source, 'line.svg': svg });
      await build(job, desk);
      const errors = messages.filter(({ severity }) => severity === 'error');
      return errors.map(({ code, place }) => [code, place.start?.line]);
    };
    expect(await errorsAt('5mm')).toEqual([['image-broken', 5]]);
    expect(await errorsAt('60mm')).toEqual([]);
  });

  it.each(['print', 'proof', 'screen'] as const)('renders thin drawings for %s', async (profile) => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="999" height="1"><rect width="999" height="1" opacity=".5"/></svg>';
    const source = '# 题\n\n文。\n\n![图](line.svg){width=45mm}\n';
    const { desk, messages } = fakeDesk({ 'issue.md': source, 'line.svg': svg });
    const pictures = pictureMaker(profiles[profile].pictures);
    const built = (await build({ ...job, pictures, proof: profile === 'proof' }, desk))!;
    expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { publication, fonts, images, print } = built;
    await expect(writePdf(publication, fonts, images, print, pictures, profile)).resolves.toBeDefined();
  });

  it('judges the resolution of a picture by its frame, not by edges rounded to a thousandth', async () => {
    // At its natural width it is printed at exactly 150 pixels per inch.
    const photo = await draw({ width: 700, height: 900, colour: (x, y) => [x % 256, y % 256, 9] })
      .jpeg()
      .toBuffer();
    const { desk, messages } = fakeDesk({ 'issue.md': '# 题\n\n文。\n\n![图](a.jpg)\n', 'a.jpg': photo });
    await build(job, desk);
    expect(messages.map(({ code }) => code)).toEqual(['image-soft', 'photo-cropped']);
  });

  it('has its punctuation corrected unless it turns this off', async () => {
    const text = async (source: string) => {
      const built = await build(job, fakeDesk({ 'issue.md': source }).desk);
      return built!.publication.sheets
        .flatMap(({ ops }) => ops)
        .flatMap((op) => (op.op === 'glyphs' ? [op.row.text] : []))
        .join('');
    };
    expect(await text(issue)).toContain('动手，把');
    expect(await text(issue.replace('number: 7', 'number: 7\ntypography: { normalise: false }'))).toContain(
      '动手,把',
    );
  });

  it('has the date of the job, or else its own, or else the current one', async () => {
    const dated = async (source: string, date?: string) =>
      (await build({ ...job, date }, fakeDesk({ 'issue.md': source }).desk))!.publication.info.date;
    expect(await dated(issue, '2022-07-15T00:00:00.000Z')).toBe('2022-07-15T00:00:00.000Z');
    expect(await dated(issue)).toMatch(/^2026-03-06T/);
    expect(await dated('# 街坊\n')).toBe(job.now);
  });

  it('has a title of paper, number and headline', async () => {
    const { info } = (await build(job, fakeDesk({ 'issue.md': issue }).desk))!.publication;
    expect(info.title).toBe('宝山社区报 第7期 社区花园开门迎客');
  });
});

describe('an issue with several faults', () => {
  it('gets all messages in one run, each with its place', async () => {
    const faulty = `---
date: 2026-03-06
nummber: 7
---

# 社区花园开门迎客

![花园](gone.jpg)

居民自己动手，\u{10ffff}种成了花园。

::qr[报名]{data="https://example.org/${'a'.repeat(60)}" size=5mm}
`;
    const { desk, messages } = fakeDesk({ 'issue.md': faulty });
    await build(job, desk);
    const reported = messages.map(({ code, place }) => [
      code,
      place.file,
      place.start?.line,
      place.start?.column,
    ]);
    expect(reported.toSorted()).toEqual([
      ['missing-glyph', 'issue.md', 10, 8],
      ['missing-image', 'issue.md', 8, 1],
      ['qr-too-small', 'issue.md', 12, expect.any(Number)],
      ['unknown-key', 'issue.md', 3, 1],
    ]);
  });

  it('gets each message once, however often the text is measured', async () => {
    // The second headline is set to one and to two columns, and a table cell is measured before it is set.
    const source = '# 街坊\n\n正文。\n\n# 二\u{10ffff}\n\n| 表\u{10ffff} | 头 |\n| - | - |\n| 甲 | 乙 |\n';
    const { desk, messages } = fakeDesk({ 'issue.md': source });
    await build(job, desk);
    const reported = messages.map(({ code, place }) => `${place.start?.line}:${place.start?.column} ${code}`);
    expect(reported.toSorted()).toEqual(['5:4 missing-glyph', '7:4 missing-glyph']);
  });

  it('gets a message about text that does not fit, which is not an internal error', async () => {
    const long = `---\npages: [{ articles: [a.md] }]\n---\n`;
    const article = `# 街坊\n\n${'居民自己动手，把一块空地种成了花园。'.repeat(400)}\n`;
    const { desk, messages } = fakeDesk({ 'issue.md': long, 'a.md': article });
    await expect(build(job, desk)).resolves.toBeDefined();
    expect(messages.map(({ code, place }) => [code, place.file])).toEqual([['article-overset', 'a.md']]);
  });

  it('is not built if its file cannot be read', async () => {
    const { desk, messages } = fakeDesk({});
    expect(await build(job, desk)).toBeUndefined();
    expect(messages.map(({ code }) => code)).toEqual(['issue-unreadable']);
  });
});

describe('a character lost between reading and the sheets', () => {
  it('is an error at its place', async () => {
    const makeSheets = sheets.makeSheets;
    const spy = vi
      .spyOn(sheets, 'makeSheets')
      .mockImplementation((...args) => withoutLast(makeSheets(...args)));
    try {
      const { desk, messages } = fakeDesk({ 'issue.md': issue });
      await build(job, desk);
      const errors = messages.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ code, place }) => [code, place.file])).toEqual([['copy-lost', 'issue.md']]);
    } finally {
      spy.mockRestore();
    }
  });
});

/** A publication without the last glyph of its copy. */
function withoutLast({ info, sheets: all }: Publication): Publication {
  const last = all.flatMap(({ ops }) => ops).findLast((op) => op.op === 'glyphs' && op.source === 'copy');
  const drop = (op: PaintOp): PaintOp =>
    op === last && op.op === 'glyphs' ? { ...op, row: toGlyphRow(glyphsOf(op.row).slice(0, -1)) } : op;
  return { info, sheets: all.map((sheet) => ({ ...sheet, ops: sheet.ops.map(drop) })) };
}
