import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { type ImportLine, readImports } from './support/read-imports.ts';

/**
 * The floors of the house, from the ground up: a room may import what its line names and nothing else.
 * A name is a folder or a file of src/; `types of` allows `import type` alone. In addition to its types, `issue/issue.ts` exports
 * the order of articles by priority and nothing else.
 */
const floors: Readonly<Record<string, readonly string[]>> = {
  'core/': [],
  'issue/': ['core/'],
  'fonts/': ['core/'],
  'pictures/': ['types of fonts/', 'core/'],
  'paint/': ['fonts/', 'types of pictures/', 'core/'],
  'text/': ['fonts/', 'core/'],
  'template/': ['text/', 'types of fonts/', 'core/'],
  'pdf-reader/': ['core/'],
  'preflight/': ['pdf-reader/', 'core/'],
  'pdf/': ['paint/', 'pictures/', 'fonts/', 'core/'],
  'edit/': ['text/', 'types of issue/issue.ts', 'core/'],
  'headline/': ['text/', 'types of issue/issue.ts', 'types of fonts/', 'core/'],
  'galley/': [
    'headline/',
    'text/',
    'template/',
    'paint/',
    'issue/issue.ts',
    'types of pictures/',
    'types of fonts/',
    'core/',
  ],
  'makeup/': ['galley/galley.ts', 'template/', 'issue/issue.ts', 'core/'],
  'sheet/': [
    'makeup/dummy.ts',
    'galley/',
    'text/',
    'template/',
    'paint/',
    'types of issue/issue.ts',
    'pictures/',
    'types of fonts/',
    'core/',
  ],
  'proof/': ['sheet/', 'makeup/dummy.ts', 'galley/', 'text/', 'template/', 'paint/', 'core/'],
  'build.ts': [
    'proof/',
    'sheet/',
    'makeup/',
    'galley/',
    'headline/',
    'edit/',
    'template/',
    'issue/',
    'pictures/',
    'fonts/',
    'paint/',
    'core/',
  ],
  'press.ts': ['build.ts', 'pdf/', 'pictures/picture-maker.ts', 'pictures/separate.ts'],
  'cli/': [
    'press.ts',
    'types of build.ts',
    'types of pdf/',
    'types of pictures/picture-maker.ts',
    'pdf/profiles.ts',
    'preflight/',
    'template/',
    'fonts/',
    'core/',
  ],
};

/** Where each package may come in. A package that is read as a file and not imported has no door. */
const doors: Readonly<Record<string, readonly string[]>> = {
  '@chinese-fonts/lxgwwenkai': [],
  '@expo-google-fonts/ma-shan-zheng': [],
  '@expo-google-fonts/noto-sans-sc': [],
  '@expo-google-fonts/noto-serif-sc': [],
  '@expo-google-fonts/noto-emoji': [],
  '@expo-google-fonts/noto-sans-symbols': [],
  '@expo-google-fonts/noto-sans-symbols-2': [],
  '@expo-google-fonts/source-serif-4': [],
  '@rgrove/parse-xml': ['pictures/svg/source.ts', 'preflight/rules/xmp-metadata.ts'],
  'color-string': ['pictures/svg/colours.ts'],
  commander: ['cli/command-line.ts'],
  'fastest-levenshtein': ['issue/', 'template/'],
  fontkit: ['fonts/fontkit-face.ts'],
  'get-east-asian-width': ['cli/source-excerpt.ts'],
  hyphen: ['text/hyphenate.ts'],
  'libheif-js': ['pictures/heic.ts'],
  pdfkit: ['pdf/pdfkit-seam.ts'],
  'micromark-core-commonmark': ['issue/'],
  'remark-cjk-friendly': ['issue/'],
  'remark-directive': ['issue/'],
  'remark-frontmatter': ['issue/'],
  'remark-gfm': ['issue/'],
  'remark-parse': ['issue/'],
  sharp: ['pictures/', 'pdf-reader/decode-image.ts'],
  svgpath: ['pictures/svg/outlines.ts'],
  unified: ['issue/'],
  qr: ['galley/qr-code.ts'],
  yaml: ['issue/front-matter.ts', 'template/'],
  zod: ['template/'],
  'zxing-wasm': ['preflight/ink/find-codes.ts'],
};

/** Module variables that hold no state: constants created at first use, tables filled while loading, empty collections. */
const moduleConstants: readonly string[] = [
  'edit/character-sets.ts hanPattern',
  'edit/character-sets.ts latinPattern',
  'edit/pair-marks.ts chinese',
  'edit/sign-groups.ts masks',
  'headline/find-terms.ts ownTerms',
  'headline/lexicon.ts lexicon',
  'issue/settings.ts noSettings',
  'text/extra-breaks.ts noBreaks',
  'text/hyphenate.ts english',
];

/** Files outside cli/ that read fonts, templates, WebAssembly or package.json of the program itself. */
const readersOfBundledFiles: readonly string[] = [
  'core/package-root.ts',
  'fonts/bundled-fonts.ts',
  'fonts/sfnt.ts',
  'fonts/web-font-face.ts',
  'headline/lexicon.ts',
  'preflight/ink/find-codes.ts',
  'template/load-template.ts',
];

const within = (file: string, room: string): boolean =>
  room.endsWith('/') ? file.startsWith(room) : file === room;
const roomOf = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/') + 1) : file);

/** What is wrong with an import line, as a sentence; undefined where it is allowed. */
function complaint({ file, target, ours, typesOnly }: ImportLine): string | undefined {
  const room = roomOf(file);
  if (!ours) {
    if (target.startsWith('node:')) return undefined;
    // A package that is types and nothing else, such as mdast, does no work and needs no door.
    if (!(target in doors)) return typesOnly ? undefined : `${file} imports ${target}, which has no door`;
    return doors[target]!.some((door) => within(file, door)) ? undefined : `${file} may not import ${target}`;
  }
  const allowed = floors[room];
  if (allowed === undefined) return `${room} has no floor`;
  if (target === '../package.json' || within(target, room)) return undefined;
  if (allowed.some((name) => within(target, name))) return undefined;
  if (
    allowed.some((name) => name.startsWith('types of ') && within(target, name.slice('types of '.length)))
  ) {
    return typesOnly ? undefined : `${room} may import types only of ${target}`;
  }
  const named = allowed.some((name) => name.replace('types of ', '').startsWith(roomOf(target)));
  return `${room} may not import ${named ? target : roomOf(target)}`;
}

const root = fileURLToPath(new URL('../', import.meta.url));
const src = `${root}src/`;
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const texts = files.map((file): [string, string] => [file, readFileSync(src + file, 'utf8')]);

/** Groups of files that import each other, directly or not: the strongly connected components (Tarjan 1972) of two and more. */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    lowest.set(file, order.get(file)!);
    stack.push(file);
    for (const target of imports.get(file) ?? []) {
      if (!order.has(target)) visit(target);
      if (stack.includes(target)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(target)!));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) circles.push(circle.sort());
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return circles;
}

const importsOf = (sources: readonly (readonly [file: string, text: string])[]) =>
  new Map(
    sources.map(([file, text]) => [
      file,
      readImports(file, text).flatMap(({ ours, target }) => (ours ? [target] : [])),
    ]),
  );

describe('the house', () => {
  it('keeps the direction of its imports', () => {
    const complaints = texts.flatMap(([file, text]) => readImports(file, text).map(complaint));
    expect(complaints.filter((sentence) => sentence !== undefined)).toEqual([]);
  });

  it('has a floor for every room, and each floor rests on those below', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in floors))).toEqual([]);
    const order = Object.keys(floors);
    for (const [room, allowed] of Object.entries(floors)) {
      const below = order.slice(0, order.indexOf(room));
      const rooms = allowed.map((name) => roomOf(name.replace('types of ', '')));
      expect(rooms.filter((name) => !below.includes(name))).toEqual([]);
    }
  });

  it('has no circle of imports, types included', () => {
    expect(circlesIn(importsOf(texts))).toEqual([]);
  });

  it('keeps no state in modules: a cache belongs to an object that is passed in', () => {
    const stateful = texts.flatMap(([file, text]) =>
      [
        ...text.matchAll(
          /^(?:export )?(?:let (\w+)|(?:const|var) (\w+)[^=\n]*= new (?:Map|Set)(?:<.*>)?\(\))/gm,
        ),
      ].map(([, variable, collection]) => `${file} ${variable ?? collection}`),
    );
    expect(stateful.sort()).toEqual(moduleConstants);
  });

  it('touches the disk in cli/ alone, but for files of the program itself', () => {
    const touching = texts.filter(
      ([file, text]) => !file.startsWith('cli/') && /['"](?:node:)?fs(?:\/promises)?['"]/.test(text),
    );
    expect(touching.map(([file]) => file).sort()).toEqual(readersOfBundledFiles);
  });

  it('has every file that ARCHITECTURE.md names', () => {
    const document = readFileSync(new URL('../ARCHITECTURE.md', import.meta.url), 'utf8');
    const named = [...document.matchAll(/`((?:src\/|tests\/)?[\w-]+(?:\/[\w-]+)*\.ts)`/g)].map(
      ([, name]) => name!,
    );
    expect(named.length).toBeGreaterThan(60);
    const all = [...files, ...files.map((file) => `src/${file}`), 'tests/architecture.test.ts'];
    const exists = (name: string) =>
      name.includes('/') || all.includes(name)
        ? all.includes(name) || existsSync(root + name)
        : files.some((file) => file.endsWith(`/${name}`));
    expect(named.filter((name) => !exists(name))).toEqual([]);
  });

  it('has a door for every package it depends on', () => {
    expect(Object.keys(doors).sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });

  it('knows the process, the clock and chance at the counter alone', () => {
    const outside = /\bprocess\.|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bconsole\./;
    const curious = texts.filter(
      ([file, text]) => !['cli/main.ts', 'cli/start.ts'].includes(file) && outside.test(text),
    );
    expect(curious.map(([file]) => file)).toEqual([]);
  });
});

describe('the check itself', () => {
  it('finds circles over several files, types included', () => {
    const sources = [
      ['a/one.ts', "import type { B } from '../b/two.ts';"],
      ['b/two.ts', "export { c } from './three.ts';"],
      ['b/three.ts', "const a = await import('../a/one.ts');"],
      ['b/four.ts', "import { c } from './three.ts';"],
    ] as const;
    expect(circlesIn(importsOf(sources))).toEqual([['a/one.ts', 'b/three.ts', 'b/two.ts']]);
    expect(circlesIn(importsOf(sources.slice(1)))).toEqual([]);
  });

  const complaintsOf = (file: string, text: string) => readImports(file, text).map(complaint);

  it.each([
    ['makeup/make-up.ts', "import { setLines } from '../text/set-lines.ts';", 'makeup/ may not import text/'],
    [
      'makeup/make-up.ts',
      "import type { Line } from '../text/text-style.ts';",
      'makeup/ may not import text/',
    ],
    [
      'makeup/make-up.ts',
      "import { setArticle } from '../galley/set-article.ts';",
      'makeup/ may not import galley/set-article.ts',
    ],
    [
      'sheet/ears.ts',
      "import { readIssue } from '../issue/issue.ts';",
      'sheet/ may import types only of issue/issue.ts',
    ],
    [
      'galley/body.ts',
      "import type { Raw } from '../issue/blocks.ts';",
      'galley/ may not import issue/blocks.ts',
    ],
    ['core/units.ts', "export * from '../paint/paint.ts';", 'core/ may not import paint/'],
    ['text/spacing.ts', "const late = await import('../galley/galley.ts');", 'text/ may not import galley/'],
    ['text/spacing.ts', "import {\n  a,\n  b,\n} from '../sheet/rules.ts';", 'text/ may not import sheet/'],
    ['text/spacing.ts', "import '../cli/main.ts';", 'text/ may not import cli/'],
    ['text/spacing.ts', "import { create } from 'fontkit';", 'text/spacing.ts may not import fontkit'],
    ['pictures/separate.ts', "const sharp = (await import('sharp')).default;", undefined],
    [
      'pdf/write-pdf.ts',
      "import PDFDocument from 'pdfkit/js/pdfkit.standalone.js';",
      'pdf/write-pdf.ts may not import pdfkit',
    ],
    [
      'issue/blocks.ts',
      "import { x } from '@some/package/part';",
      'issue/blocks.ts imports @some/package, which has no door',
    ],
    ['later/a.ts', "import { b } from '../core/units.ts';", 'later/ has no floor'],
    ['makeup/make-up.ts', "import type { Piece } from '../galley/galley.ts';", undefined],
    ['makeup/make-up.ts', "import { fill } from './fill-columns.ts';", undefined],
    ['cli/desk.ts', "import { join } from 'node:path';", undefined],
  ])('in %s: %s', (file, text, sentence) => {
    expect(complaintsOf(file, text)).toEqual([sentence]);
  });

  it('does not pass over an import it cannot read', () => {
    expect(() => readImports('text/spacing.ts', 'await import(name);')).toThrow();
  });
});
