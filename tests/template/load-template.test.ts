import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { loadTemplate, templateNames } from '../../src/template/load-template.ts';
import { styleNames } from '../../src/template/template.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const folder = join(packageRoot, 'templates/tabloid');
const templateFile = readFileSync(join(folder, 'template.yaml'), 'utf8');
const icc = new Uint8Array(readFileSync(join(folder, 'newsprint.icc')));
/** A different profile: its year, at byte 24, is another. */
const otherIcc = icc.with(25, 1);

/** Loads the template of an issue with this front matter; `looks/ours` is a template next to it. */
async function load(header: string, ours = templateFile) {
  const files = {
    'issue.md': `---\n${header}\n---\n\n# 街坊\n`,
    'looks/ours/template.yaml': ours,
    'looks/ours/newsprint.icc': icc,
    'press.icc': otherIcc,
  };
  const { desk, messages } = fakeDesk(files);
  const issue = await readIssue('issue.md', desk);
  const template = issue && (await loadTemplate(issue.template, issue.overrides, desk));
  const reported = messages.map(({ code, place }) => [
    code,
    place.start === undefined ? place.file : `${place.file}:${place.start.line}:${place.start.column}`,
  ]);
  return { template, reported, messages };
}

/** The template file with one line replaced, and the place of the fault in that line. */
function withLine(line: string, instead: string, at: string) {
  const lines = templateFile.split('\n');
  const index = lines.findIndex((one) => one.trimStart().startsWith(line));
  if (index === -1) throw new Error(`the template has no line ${line}`);
  const indent = lines[index]!.length - lines[index]!.trimStart().length;
  lines[index] = ' '.repeat(indent) + instead;
  const column = lines[index].indexOf(at) + 1;
  if (column === 0) throw new Error(`${instead} holds no ${at}`);
  return { source: lines.join('\n'), place: `looks/ours/template.yaml:${index + 1}:${column}` };
}

describe('the templates of the program', () => {
  test.each(templateNames())('%s loads without a message', async (name) => {
    const { template, reported } = await load(`template: ${name}`);
    expect(reported).toEqual([]);
    expect(template?.name).toBe(name);
  });

  it('have every style, resolved', async () => {
    const { template } = await load('number: 1');
    for (const name of styleNames) {
      // Ruby is less than half the size of its base.
      expect(template!.styles[name].size).toBeGreaterThan(name === 'reading' ? 4 : 5);
      expect(template!.fonts.has(template!.styles[name].face)).toBe(true);
    }
    expect(template!.trim.width).toBeCloseTo((275 * 72) / 25.4, 6);
    expect(template!.trim.height).toBeCloseTo((390 * 72) / 25.4, 6);
    expect(template!.grid).toMatchObject({ size: 10.5, leading: 15.74, lines: 64, columns: 2 });
    expect(template!.print).toMatchObject({ bleed: expect.closeTo((3 * 72) / 25.4, 6), tac: 240 });
  });

  it('have a type area that is centred and holds the last line', async () => {
    const { trim, area, grid } = (await load('number: 1')).template!;
    expect(area.x * 2 + area.width).toBeCloseTo(trim.width, 6);
    expect((grid.lines - 1) * grid.leading + grid.size).toBeLessThanOrEqual(area.height + 1e-6);
    expect(area.y + area.height).toBeLessThan(trim.height);
  });
});

describe('a template of the issue', () => {
  it('may be a folder next to it', async () => {
    const { template, reported } = await load(
      'template: looks/ours',
      templateFile.replace('columns: 2', 'columns: 3'),
    );
    expect(reported).toEqual([]);
    expect(template?.grid.columns).toBe(3);
  });

  it('is an error at its place if it does not exist', async () => {
    const { template, reported } = await load('number: 1\ntemplate: tabloyd');
    expect(template).toBeUndefined();
    expect(reported).toEqual([['unknown-template', 'issue.md:3:11']]);
  });

  it('may not be outside the folder of the issue', async () => {
    expect((await load('template: ../looks')).reported).toEqual([['unknown-template', 'issue.md:2:11']]);
  });
});

describe('a trim larger than the template’s', () => {
  it('enlarges the type area by as much, in columns of about the same measure', async () => {
    const [usual, broadsheet] = await Promise.all([
      load('number: 1'),
      load('print: { trim: [390mm, 540mm] }'),
    ]);
    expect(broadsheet.reported).toEqual([]);
    const [before, after] = [usual.template!, broadsheet.template!];
    const mm = 72 / 25.4;
    expect(after.area.width - before.area.width).toBeCloseTo(115 * mm, 6);
    expect(after.area.height - before.area.height).toBeCloseTo(150 * mm, 6);
    expect([after.area.x, after.area.y]).toEqual([expect.closeTo(before.area.x, 6), before.area.y]);
    expect(after.grid.columns).toBe(3);
    expect(after.grid.lines).toBeGreaterThan(before.grid.lines + 25);
  });

  it('has six columns at most', async () => {
    const { template, reported } = await load('print: { trim: [1200mm, 800mm] }');
    expect(reported).toEqual([]);
    expect(template!.grid.columns).toBe(6);
  });

  it('keeps the columns where it grows by little', async () => {
    expect((await load('print: { trim: [297mm, 420mm] }')).template!.grid.columns).toBe(2);
  });
});

describe('a template with a fault', () => {
  const faults: readonly (readonly [
    name: string,
    code: string,
    line: string,
    instead: string,
    at: string,
  ])[] = [
    ['an unknown key', 'unknown-key', 'gutter:', 'guter: 1字', 'guter'],
    [
      'an unknown key of a style',
      'unknown-key',
      'body:',
      'body: { face: song, size: 1字, weight: 2 }',
      'weight',
    ],
    ['a length without a unit', 'bad-length', 'leading:', 'leading: 15.75', '15.75'],
    ['a length in pixels', 'bad-length', 'gap: 10pt', 'gap: 10px', '10px'],
    ['a length in a list', 'bad-length', 'trim:', 'trim: [275mm, 390]', '390'],
    ['no columns', 'bad-value', 'columns:', 'columns: 0', '0'],
    [
      'a wrong alignment',
      'bad-value',
      'kicker:',
      'kicker: { face: hei, size: 三号, align: middle }',
      'middle',
    ],
    ['more than 100 % of an ink', 'bad-value', 'grey:', 'grey: { k: 160 }', '160'],
    ['an unknown key of an ink', 'unknown-key', 'grey:', 'grey: { kk: 60 }', 'kk'],
    [
      'a headline of boundless size',
      'bad-value',
      'lead:',
      'lead: { face: song-black, size: [28pt, 100000000pt], leading: 1.25, lines: 2 }',
      '[28pt',
    ],
    [
      'headline sizes in the wrong order',
      'bad-value',
      'lead:',
      'lead: { face: song-black, size: [37pt, 36pt], leading: 1.25, lines: 2 }',
      '[37pt',
    ],
    [
      'type of boundless size',
      'bad-value',
      'crosshead:',
      'crosshead: { face: hei-bold, size: 289pt }',
      '289pt',
    ],
    ['a type area of three characters', 'bad-value', 'width: 66', 'width: 3字', '3字'],
    ['a type area of few lines', 'bad-value', 'height:', 'height: 260pt', '260pt'],
    ['an unknown ink', 'unknown-ink', 'cut:', 'cut: { width: 0.5pt, ink: blue }', 'blue'],
    ['an unknown role', 'unknown-role', 'quote:', 'quote: { face: cursive, size: 1字 }', 'cursive'],
  ];
  test.each(faults)('%s: %s at its place', async (_, code, line, instead, at) => {
    const { source, place } = withLine(line, instead, at);
    const { template, reported } = await load('template: looks/ours', source);
    expect(template).toBeUndefined();
    expect(reported).toContainEqual([code, place]);
  });

  it('has a font that takes the place of another reported once, where a style first uses it', async () => {
    const fangsong = withLine('quote:', 'quote: { face: fangsong, size: 1字, indent: 2字 }', 'fangsong');
    const source = fangsong.source.replace(/^ {2}note: .*$/m, '  note: { face: fangsong, size: 小五 }');
    const { reported } = await load('template: looks/ours', source);
    expect(reported).toEqual([['font-stands-in', fangsong.place]]);
    const own = 'template: looks/ours\nfonts:\n  fangsong: Noto Serif SC Regular';
    expect((await load(own, source)).reported).toEqual([]);
    expect((await load('template: looks/ours')).reported).toEqual([]);
  });

  it('names the nearest key', async () => {
    const { source } = withLine('gutter:', 'guter: 1字', 'guter');
    const { messages } = await load('template: looks/ours', source);
    expect(messages.find(({ code }) => code === 'unknown-key')?.hint).toContain('gutter');
  });

  it('reports all its faults in one run', async () => {
    const source = withLine('leading:', 'leading: 15', '15').source.replace('ink: red', 'ink: rde');
    const wrong = source.replace('columns: 2', 'columns: 9');
    expect((await load('template: looks/ours', wrong)).reported.map(([code]) => code).sort()).toEqual([
      'bad-length',
      'bad-value',
    ]);
    const names = templateFile.replace('ink: red', 'ink: rde').replace('face: hei-black', 'face: hei-blakc');
    expect((await load('template: looks/ours', names)).reported.map(([code]) => code).sort()).toEqual([
      'unknown-ink',
      'unknown-role',
    ]);
  });

  it('that is not YAML is reported at its line', async () => {
    const { source } = withLine('slogan:', 'slogan: [自/家', 'slogan');
    const { template, reported } = await load('template: looks/ours', source);
    expect(template).toBeUndefined();
    expect(reported[0]![0]).toBe('bad-yaml');
    expect(reported[0]![1]).toMatch(/^looks\/ours\/template\.yaml:\d+:\d+$/);
  });

  it('that lacks its profile or a style is reported', async () => {
    const profile = templateFile.replace('file: newsprint.icc', 'file: gone.icc');
    expect((await load('template: looks/ours', profile)).reported.map(([code]) => code)).toEqual([
      'profile-missing',
    ]);
    const style = templateFile.replace(/^ {2}credit:.*\n/m, '');
    expect((await load('template: looks/ours', style)).reported.map(([code]) => code)).toEqual(['bad-value']);
  });

  it('that is longer than any template is reported', async () => {
    const { template, reported } = await load(
      'template: looks/ours',
      `${templateFile}#${' '.repeat(256 * 1024)}`,
    );
    expect(template).toBeUndefined();
    expect(reported.map(([code]) => code)).toEqual(['bad-yaml']);
  });

  it('that is empty is reported', async () => {
    const { template, reported } = await load('template: looks/ours', '');
    expect(template).toBeUndefined();
    expect(reported.length).toBeGreaterThan(0);
  });
});

describe('the overrides of an issue', () => {
  it('of the body size change the grid and keep the ratio of size and leading', async () => {
    const { template, reported } = await load('typography: { size: 小四 }');
    expect(reported).toEqual([]);
    const { grid, styles, area } = template!;
    expect(grid.size).toBe(12);
    expect(grid.leading).toBeCloseTo((12 * 15.74) / 10.5, 9);
    expect(grid.lines).toBe(1 + Math.floor((area.height - 12 + 1e-6) / grid.leading));
    expect(styles.body).toMatchObject({ size: 12, indent: 24 });
    expect(area.x * 2 + area.width).toBeCloseTo(template!.trim.width, 6);
    expect(area.x).toBeGreaterThan(0);
  });

  it('apply to print and typography', async () => {
    const { template, reported } = await load(
      'print: { bleed: 5mm, tac: 220%, trim: [285mm, 400mm] }\ntypography: { leading: 17pt, punctuation: kaiming, normalise: false }',
    );
    expect(reported).toEqual([]);
    expect(template!.print).toMatchObject({ bleed: expect.closeTo((5 * 72) / 25.4, 6), tac: 220 });
    expect(template!.trim.width).toBeCloseTo((285 * 72) / 25.4, 6);
    expect(template!.grid.leading).toBe(17);
    expect(template!.typography).toMatchObject({ rules: { punctuation: 'kaiming' }, normalise: false });
  });

  it('apply to the rules of setting, which come from the template otherwise', async () => {
    const usual = { punctuation: 'quanjiao', kinsoku: 'normal', numericGap: true, hanging: false };
    const rulesOf = async (header: string, ours?: string) => {
      const { template, reported } = await load(header, ours);
      expect(reported).toEqual([]);
      return template!.typography.rules;
    };
    expect(await rulesOf('number: 1')).toEqual({ ...usual, hyphenate: 'narrow' });
    expect(
      await rulesOf('typography: { kinsoku: strict, numeric_gap: false, hanging: true, hyphenate: true }'),
    ).toEqual({ ...usual, kinsoku: 'strict', numericGap: false, hanging: true, hyphenate: 'always' });
    expect((await rulesOf('typography: { hyphenate: false }')).hyphenate).toBe('never');
    const strict = withLine('kinsoku:', 'kinsoku: strict', 'strict').source;
    expect((await rulesOf('template: looks/ours', strict)).kinsoku).toBe('strict');
    const overridden = 'template: looks/ours\ntypography: { kinsoku: loose }';
    expect((await rulesOf(overridden, strict)).kinsoku).toBe('loose');
  });

  it('replace fonts and keep the fallback of the template', async () => {
    const { template, reported } = await load('fonts:\n  song-bold: fonts/ours.ttf');
    expect(reported).toEqual([]);
    expect(template!.fonts.get('song-bold')).toMatchObject({
      font: 'fonts/ours.ttf',
      fallback: ['song'],
      from: 'issue.md',
    });
    expect(template!.fonts.get('song')).toMatchObject({ font: 'Noto Serif SC Regular' });
  });

  it('may name another profile', async () => {
    const profile =
      'print:\n  profile: { file: press.icc, condition: FOGRA42, registry: http://www.color.org }';
    const { template, reported } = await load(profile);
    expect(reported).toEqual([]);
    expect(template!.print.profile).toMatchObject({ condition: 'FOGRA42', bytes: otherIcc });
    const unregistered = await load(profile.replace(', registry: http://www.color.org', ''));
    expect(unregistered.template!.print.profile).toMatchObject({ condition: 'FOGRA42', registry: '' });
    const missing = await load(profile.replace('press', 'gone'));
    expect(missing.template).toBeUndefined();
    expect(missing.reported).toEqual([['profile-missing', expect.stringMatching(/^issue\.md:3:/)]]);
  });

  test.each([
    ['print:\n  bleed: 3', 'bad-length', 'issue.md:3:10'],
    ['print:\n  bleed: 3px', 'bad-length', 'issue.md:3:10'],
    ['print:\n  tac: many', 'bad-value', 'issue.md:3:8'],
    ['typography:\n  punctuation: wide', 'bad-value', 'issue.md:3:16'],
    ['typography:\n  normalise: perhaps', 'bad-value', 'issue.md:3:14'],
    ['typography:\n  kinsoku: lax', 'bad-value', 'issue.md:3:12'],
    ['typography:\n  hyphenate: sometimes', 'bad-value', 'issue.md:3:14'],
    ['typography:\n  numeric_gap: 0', 'bad-value', 'issue.md:3:16'],
    ['typography:\n  size: 10', 'bad-length', 'issue.md:3:9'],
    ['typography:\n  sise: 10pt', 'unknown-key', 'issue.md:3:3'],
    ['fonts:\n  sung: Noto Serif SC Regular', 'unknown-role', 'issue.md:3:9'],
  ])('are reported at their place if the value is bad: %s', async (header, code, place) => {
    expect((await load(header)).reported).toEqual([[code, place]]);
  });

  it('are reported at the value if it is in a list or a map', async () => {
    const { reported } = await load('print:\n  trim: [275mm, 390]\n  profile: { file: press.icc }');
    expect(reported.map(([code]) => code)).toContain('bad-length');
    for (const [, place] of reported) expect(place).toMatch(/^issue\.md:[34]:/);
  });
});
