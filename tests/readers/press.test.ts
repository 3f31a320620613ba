import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Region } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { packageRoot } from '../../src/core/package-root.ts';
import { runCommand } from '../support/run-command.ts';

// What docs/print.md promises a printer of a finished file, read with other people's tools.

const read = (command: string, ...args: readonly string[]): Buffer =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e8 });
const run = (command: string, ...args: readonly string[]): string => read(command, ...args).toString('utf8');

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
type Dictionary = { readonly [key: string]: Value };

/** A PDF as qpdf reads it. */
interface Objects {
  readonly trailer: Dictionary;
  readonly all: readonly Dictionary[];
  readonly get: (value: Value | undefined) => Dictionary;
  /** A value that may be an object of its own. */
  readonly value: (value: Value) => Value;
}

function objectsOf(file: string): Objects {
  const parts = JSON.parse(run('qpdf', '--json', '--json-key=qpdf', file)).qpdf[1];
  const dictionary = (part: { value?: Value; stream?: { dict: Value } }) =>
    (part?.stream?.dict ?? part?.value ?? {}) as Dictionary;
  return {
    trailer: dictionary(parts.trailer),
    all: Object.values(parts).map((part) => dictionary(part as { value?: Value })),
    value: (value) => parts[`obj:${value}`]?.value ?? value,
    get: (value) => (typeof value === 'string' ? dictionary(parts[`obj:${value}`]) : (value as Dictionary)),
  };
}

/** A plate's dots, 0 for full ink and 255 for none. */
function dots(plate: string, part?: Region) {
  const whole = sharp(plate).toColourspace('b-w');
  return (part === undefined ? whole : whole.extract(part)).raw().toBuffer({ resolveWithObject: true });
}

const text = (value: Value | undefined): string => String(value).replace(/^u:/, '');
const numbers = (value: Value | undefined): readonly number[] => value as readonly number[];

const issue = `---
paper: { name: 街坊 <一> & 二, section: 副刊 }
number: 7
date: 2026-03-06
pages:
  - { name: 要闻, articles: [a.md] }
  - { name: 民生, articles: [b.md] }
---
`;
const sources = {
  'issue.md': issue,
  'a.md': `# 花园 & 菜园 <一>\n\n${'居民自己动手，把一块空地种成了花园，四季都有人来看花。'.repeat(30)}\n`,
  'b.md': `# 图书馆开门\n\n${'新馆有三万册书，孩子们放学就来。'.repeat(30)}\n\n:::box[开放时间]{tint=20%}\n每天八点半到十七点。\n:::\n`,
};
const folder = mkdtempSync(join(tmpdir(), 'readers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const examples = ['lead', 'four-pages'] as const;

const files: Readonly<Record<string, string>> = {
  small: join(folder, 'issue.pdf'),
  ...Object.fromEntries(examples.map((name) => [name, join(folder, `${name}.pdf`)])),
};

beforeAll(async () => {
  for (const [name, words] of Object.entries(sources)) writeFileSync(join(folder, name), words);
  expect(await runCommand(['build', 'issue.md'], { cwd: folder })).toMatchObject({ status: 0 });
  for (const name of examples) {
    const wish = ['build', join(packageRoot, 'examples', name, 'issue.md'), '-o', files[name]!];
    expect(await runCommand(wish, { cwd: folder })).toMatchObject({ status: 0 });
  }
}, 120_000);

describe.each(Object.keys(files))('the press file of %s', (name) => {
  let pdf: Objects;
  let catalogue: Dictionary;
  let pages: readonly Dictionary[];
  beforeAll(() => {
    pdf = objectsOf(files[name]!);
    catalogue = pdf.get(pdf.trailer['/Root']);
    pages = pdf.all.filter((each) => each['/Type'] === '/Page');
  });

  it('is PDF 1.6, named by its content, and not encrypted', () => {
    expect(readFileSync(files[name]!).subarray(0, 9).toString('latin1')).toBe('%PDF-1.6\n');
    expect(pdf.trailer['/Encrypt']).toBeUndefined();
    const [first, second] = pdf.trailer['/ID'] as readonly string[];
    expect(first).toMatch(/^b:[0-9a-f]{32}$/);
    expect(second).toBe(first);
  });

  it('has its boxes on every page: trim within bleed within paper, and no other', () => {
    expect(pages.length).toBe({ small: 2, lead: 1, 'four-pages': 4 }[name]);
    for (const page of pages) {
      const box = (key: string) => numbers(page[key]);
      const mm = (value: number) => (value * 25.4) / 72;
      const from = (key: string) => box(key).map((side, at) => mm(Math.abs(side - box('/MediaBox')[at]!)));
      expect(
        box('/MediaBox')
          .map(mm)
          .map((side) => Math.round(side * 100) / 100),
      ).toEqual([0, 0, 299, 414]);
      for (const distance of from('/BleedBox')) expect(distance).toBeCloseTo(9, 2);
      for (const distance of from('/TrimBox')) expect(distance).toBeCloseTo(12, 2);
      const allowed = ['/Type', '/Parent', '/MediaBox', '/BleedBox', '/TrimBox', '/Contents', '/Resources'];
      expect(Object.keys(page).filter((key) => !allowed.includes(key))).toEqual([]);
    }
  });

  it('has one output intent, its newsprint profile inside', () => {
    const [intent, ...others] = catalogue['/OutputIntents'] as readonly Value[];
    expect(others).toEqual([]);
    const { '/DestOutputProfile': profile, ...says } = pdf.get(intent);
    expect(says).toEqual({
      '/Type': '/OutputIntent',
      '/S': '/GTS_PDFX',
      '/OutputConditionIdentifier': 'u:CGATS TR 002',
      '/OutputCondition': 'u:CGATS TR 002',
      '/RegistryName': 'u:http://www.color.org',
      '/Info': 'u:CGATS TR 002',
    });
    expect(pdf.get(profile)['/N']).toBe(4);
    const stream = `--show-object=${String(profile).split(' ')[0]}`;
    const bytes = read('qpdf', '--filtered-stream-data', stream, files[name]!);
    expect(bytes.equals(readFileSync(join(packageRoot, 'templates/tabloid/newsprint.icc')))).toBe(true);
  });

  it('says the same of itself in Info and XMP, escaped, and is not trapped', () => {
    const told = Object.entries(pdf.get(pdf.trailer['/Info']));
    const info = Object.fromEntries(told.map(([key, value]) => [key, pdf.value(value)]));
    expect(info['/Trapped']).toBe('/False');
    expect(info['/GTS_PDFXVersion']).toBeUndefined();
    const xmp = run('pdfinfo', '-meta', files[name]!);
    const unescaped = (value: string) =>
      value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    const says = (tag: string) => unescaped(new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`).exec(xmp)![1]!);
    expect(says('rdf:li')).toBe(text(info['/Title']));
    expect(says('xmp:CreatorTool')).toBe(text(info['/Creator']));
    expect(text(info['/Creator'])).toBe(`baoshan-news ${manifest.version}`);
    expect(says('pdf:Producer')).toBe(text(info['/Producer']));
    expect(says('pdf:Trapped')).toBe('False');
    const iso = text(info['/CreationDate']).replace(
      /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/,
      '$1-$2-$3T$4:$5:$6Z',
    );
    expect(iso).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(info['/ModDate']).toBe(info['/CreationDate']);
    for (const tag of ['xmp:CreateDate', 'xmp:ModifyDate', 'xmp:MetadataDate']) expect(says(tag)).toBe(iso);
    expect(says('dc:format')).toBe('application/pdf');
    expect(says('pdfxid:GTS_PDFXVersion')).toBe('PDF/X-4');
    expect(says('xmpMM:DocumentID')).toMatch(/^uuid:[0-9a-f-]{36}$/);
    expect(says('xmpMM:InstanceID')).toBe(says('xmpMM:DocumentID'));
    expect([says('xmpMM:VersionID'), says('xmpMM:RenditionClass')]).toEqual(['1', 'default']);
    const bare = xmp.replace(/<[^<>]*>/g, '');
    expect(bare).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
  });

  it('holds nothing that acts, links, hides, shines through or lies outside', () => {
    const keys = new Set(pdf.all.flatMap(Object.keys));
    const never =
      '/OpenAction /AA /AcroForm /Annots /A /JS /JavaScript /OCProperties /EmbeddedFiles /AF /Group /SMask /ca /CA /BM /TR /TR2 /HT /HTP /F /Ref /PS /Alternates /SeparationInfo /OPI /UserUnit /CropBox /ArtBox /Perms'.split(
        ' ',
      );
    expect(never.filter((key) => keys.has(key))).toEqual([]);
    const inks = pdf.all.map((each) => each['/ColorSpace']).filter((space) => typeof space === 'string');
    expect(inks.filter((space) => !['/DeviceCMYK', '/DeviceGray'].includes(space))).toEqual([]);
    const filters = new Set(pdf.all.map((each) => JSON.stringify(each['/Filter'] ?? '')));
    expect([...filters].filter((filter) => /LZW|Crypt/.test(filter))).toEqual([]);
    const states = pdf.all.filter((each) => each['/Type'] === '/ExtGState');
    for (const state of states) {
      expect([
        { '/OP': true, '/op': true, '/OPM': 1 },
        { '/OP': false, '/op': false, '/OPM': 0 },
      ]).toContainEqual({ '/OP': state['/OP'], '/op': state['/op'], '/OPM': state['/OPM'] });
    }
  });

  it('is four plates and no fifth, with no more ink inside the bleed than newsprint bears', async () => {
    const plates = ['Cyan', 'Magenta', 'Yellow', 'Black'] as const;
    for (const file of readdirSync(folder).filter((each) => each.startsWith('plate')))
      rmSync(join(folder, file));
    const dpi = 72;
    run(
      'gs',
      '-q',
      '-dNOPAUSE',
      '-dBATCH',
      '-sDEVICE=tiffsep',
      `-r${dpi}`,
      `-sOutputFile=${join(folder, 'plate%d.tif')}`,
      files[name]!,
    );
    const names = readdirSync(folder).flatMap((file) => /^plate1\((.*)\)\.tif$/.exec(file)?.[1] ?? []);
    expect(names.sort()).toEqual([...plates].sort());
    for (const [index] of pages.entries()) {
      const bytes = await Promise.all(
        plates.map((plate) => dots(join(folder, `plate${index + 1}(${plate}).tif`))),
      );
      const { width, height } = bytes[0]!.info;
      const edge = Math.ceil((9 / 25.4) * dpi);
      let most = 0;
      let slug = 0;
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const ink = bytes.reduce((sum, { data }) => sum + (255 - data[y * width + x]!) / 2.55, 0);
          const inside = x >= edge && x < width - edge && y >= edge && y < height - edge;
          if (inside) most = Math.max(most, ink);
          else slug = Math.max(slug, ink);
        }
      }
      expect(most).toBeGreaterThan(99);
      expect(most).toBeLessThanOrEqual(241);
      // The marks are on every plate.
      expect(slug).toBe(400);
    }
  });
});

describe('the text of a press file', () => {
  it('is on the black plate alone', async () => {
    for (const file of readdirSync(folder).filter((each) => each.startsWith('plate')))
      rmSync(join(folder, file));
    run(
      'gs',
      '-q',
      '-dNOPAUSE',
      '-dBATCH',
      '-sDEVICE=tiffsep',
      '-r144',
      '-dLastPage=2',
      `-sOutputFile=${join(folder, 'plate%d.tif')}`,
      files['small']!,
    );
    // The second page has no picture, and no red below its folio.
    const mm = (value: number) => Math.round((value / 25.4) * 144);
    const part = { left: mm(12), top: mm(12 + 30), width: mm(275), height: mm(350) };
    const ink = async (plate: string) => {
      const { data } = await dots(join(folder, `plate2(${plate}).tif`), part);
      return 255 - Math.min(...new Set(data));
    };
    expect(await ink('Black')).toBe(255);
    for (const plate of ['Cyan', 'Magenta', 'Yellow']) expect(await ink(plate)).toBe(0);
  });
});
