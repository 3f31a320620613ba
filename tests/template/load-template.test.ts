import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { readIssue } from '../../src/issue/read-issue.ts';
import { loadTemplate, templateNames } from '../../src/template/load-template.ts';
import { styleNames } from '../../src/template/template.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const folder = join(packageRoot, 'templates/tabloid');
const sheet = readFileSync(join(folder, 'template.yaml'), 'utf8');
const icc = new Uint8Array(readFileSync(join(folder, 'newsprint.icc')));
/** Another press's: made in another year, which is at byte 24. */
const ownIcc = icc.with(25, 1);

/** Loads the template of an issue with this front matter; `looks/ours` is a template beside it. */
async function load(header: string, ours = sheet) {
  const files = {
    'issue.md': `---\n${header}\n---\n\n# 街坊\n`,
    'looks/ours/template.yaml': ours,
    'looks/ours/newsprint.icc': icc,
    'press.icc': ownIcc,
  };
  const { desk, messages } = fakeDesk(files);
  const issue = await readIssue('issue.md', desk);
  const template = issue && (await loadTemplate(issue.template, issue.overrides, desk));
  const told = messages.map(({ code, place }) => [
    code,
    place.start === undefined ? place.file : `${place.file}:${place.start.line}:${place.start.column}`,
  ]);
  return { template, told, messages };
}

/** The house's sheet with one line written otherwise, and the place of what is wrong on it. */
function broken(line: string, instead: string, at: string) {
  const lines = sheet.split('\n');
  const index = lines.findIndex((one) => one.trimStart().startsWith(line));
  if (index === -1) throw new Error(`the house's template has no line ${line}`);
  const indent = lines[index]!.length - lines[index]!.trimStart().length;
  lines[index] = ' '.repeat(indent) + instead;
  const column = lines[index].indexOf(at) + 1;
  if (column === 0) throw new Error(`${instead} holds no ${at}`);
  return { source: lines.join('\n'), place: `looks/ours/template.yaml:${index + 1}:${column}` };
}

describe('the house’s templates', () => {
  test.each(templateNames())('%s loads without a word', async (name) => {
    const { template, told } = await load(`template: ${name}`);
    expect(told).toEqual([]);
    expect(template?.name).toBe(name);
  });

  it('have every style, in points and inks', async () => {
    const { template } = await load('number: 1');
    for (const name of styleNames) {
      // A reading is under half the size of what it reads.
      expect(template!.styles[name].size).toBeGreaterThan(name === 'reading' ? 4 : 5);
      expect(template!.fonts.has(template!.styles[name].face)).toBe(true);
    }
    expect(template!.trim.width).toBeCloseTo((275 * 72) / 25.4, 6);
    expect(template!.trim.height).toBeCloseTo((390 * 72) / 25.4, 6);
    expect(template!.grid).toMatchObject({ size: 10.5, leading: 15.74, lines: 64, columns: 2 });
    expect(template!.print).toMatchObject({ bleed: expect.closeTo((3 * 72) / 25.4, 6), tac: 240 });
  });

  it('stand in the middle of the sheet, with the last baseline’s line inside the type area', async () => {
    const { trim, area, grid } = (await load('number: 1')).template!;
    expect(area.x * 2 + area.width).toBeCloseTo(trim.width, 6);
    expect((grid.lines - 1) * grid.leading + grid.size).toBeLessThanOrEqual(area.height + 1e-6);
    expect(area.y + area.height).toBeLessThan(trim.height);
  });
});

describe('which template', () => {
  it('may lie beside the issue', async () => {
    const { template, told } = await load('template: looks/ours', sheet.replace('columns: 2', 'columns: 3'));
    expect(told).toEqual([]);
    expect(template?.grid.columns).toBe(3);
  });

  it('is told where it is written, if there is none', async () => {
    const { template, told } = await load('number: 1\ntemplate: tabloyd');
    expect(template).toBeUndefined();
    expect(told).toEqual([['unknown-template', 'issue.md:3:11']]);
  });

  it('may not lie outside the issue’s folder', async () => {
    expect((await load('template: ../looks')).told).toEqual([['unknown-template', 'issue.md:2:11']]);
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
    ['a number of columns that is none', 'bad-value', 'columns:', 'columns: 0', '0'],
    [
      'a wrong alignment',
      'bad-value',
      'kicker:',
      'kicker: { face: hei, size: 三号, align: middle }',
      'middle',
    ],
    ['an ink that is too much', 'bad-value', 'grey:', 'grey: { k: 160 }', '160'],
    ['an unknown key of an ink', 'unknown-key', 'grey:', 'grey: { kk: 60 }', 'kk'],
    ['an unknown ink', 'unknown-ink', 'cut:', 'cut: { width: 0.5pt, ink: blue }', 'blue'],
    ['an unknown role', 'unknown-role', 'quote:', 'quote: { face: cursive, size: 1字 }', 'cursive'],
  ];
  test.each(faults)('%s: %s at its place', async (_, code, line, instead, at) => {
    const { source, place } = broken(line, instead, at);
    const { template, told } = await load('template: looks/ours', source);
    expect(template).toBeUndefined();
    expect(told).toContainEqual([code, place]);
  });

  it('is told the nearest key', async () => {
    const { source } = broken('gutter:', 'guter: 1字', 'guter');
    const { messages } = await load('template: looks/ours', source);
    expect(messages.find(({ code }) => code === 'unknown-key')?.hint).toContain('gutter');
  });

  it('tells all its faults in one run', async () => {
    const source = broken('leading:', 'leading: 15', '15').source.replace('ink: red', 'ink: rde');
    const wrong = source.replace('columns: 2', 'columns: 9');
    expect((await load('template: looks/ours', wrong)).told.map(([code]) => code).sort()).toEqual([
      'bad-length',
      'bad-value',
    ]);
    const names = sheet.replace('ink: red', 'ink: rde').replace('face: hei-black', 'face: hei-blakc');
    expect((await load('template: looks/ours', names)).told.map(([code]) => code).sort()).toEqual([
      'unknown-ink',
      'unknown-role',
    ]);
  });

  it('that is no YAML is told at its line', async () => {
    const { source } = broken('slogan:', 'slogan: [自/家', 'slogan');
    const { template, told } = await load('template: looks/ours', source);
    expect(template).toBeUndefined();
    expect(told[0]![0]).toBe('bad-yaml');
    expect(told[0]![1]).toMatch(/^looks\/ours\/template\.yaml:\d+:\d+$/);
  });

  it('that lacks its profile or a style is told', async () => {
    const profile = sheet.replace('file: newsprint.icc', 'file: gone.icc');
    expect((await load('template: looks/ours', profile)).told.map(([code]) => code)).toEqual([
      'profile-missing',
    ]);
    const style = sheet.replace(/^ {2}credit:.*\n/m, '');
    expect((await load('template: looks/ours', style)).told.map(([code]) => code)).toEqual(['bad-value']);
  });

  it('that is empty is told', async () => {
    const { template, told } = await load('template: looks/ours', '');
    expect(template).toBeUndefined();
    expect(told.length).toBeGreaterThan(0);
  });
});

describe('an issue’s own wishes', () => {
  it('change the grid with the body size, and keep the template’s proportion', async () => {
    const { template, told } = await load('typography: { size: 小四 }');
    expect(told).toEqual([]);
    const { grid, styles, area } = template!;
    expect(grid.size).toBe(12);
    expect(grid.leading).toBeCloseTo((12 * 15.74) / 10.5, 9);
    expect(grid.lines).toBe(1 + Math.floor((area.height - 12 + 1e-6) / grid.leading));
    expect(styles.body).toMatchObject({ size: 12, indent: 24 });
    expect(area.x * 2 + area.width).toBeCloseTo(template!.trim.width, 6);
    expect(area.x).toBeGreaterThan(0);
  });

  it('reach print and typography', async () => {
    const { template, told } = await load(
      'print: { bleed: 5mm, tac: 220%, trim: [285mm, 400mm] }\ntypography: { leading: 17pt, punctuation: kaiming, normalise: false }',
    );
    expect(told).toEqual([]);
    expect(template!.print).toMatchObject({ bleed: expect.closeTo((5 * 72) / 25.4, 6), tac: 220 });
    expect(template!.trim.width).toBeCloseTo((285 * 72) / 25.4, 6);
    expect(template!.grid.leading).toBe(17);
    expect(template!.typography).toMatchObject({ rules: { punctuation: 'kaiming' }, normalise: false });
  });

  it('reach the rules of setting, which are the template’s otherwise', async () => {
    const usual = { punctuation: 'quanjiao', kinsoku: 'normal', numericGap: true, hanging: false };
    const rulesOf = async (header: string, ours?: string) => {
      const { template, told } = await load(header, ours);
      expect(told).toEqual([]);
      return template!.typography.rules;
    };
    expect(await rulesOf('number: 1')).toEqual({ ...usual, hyphenate: 'narrow' });
    expect(
      await rulesOf('typography: { kinsoku: strict, numeric_gap: false, hanging: true, hyphenate: true }'),
    ).toEqual({ ...usual, kinsoku: 'strict', numericGap: false, hanging: true, hyphenate: 'always' });
    expect((await rulesOf('typography: { hyphenate: false }')).hyphenate).toBe('never');
    const strict = broken('kinsoku:', 'kinsoku: strict', 'strict').source;
    expect((await rulesOf('template: looks/ours', strict)).kinsoku).toBe('strict');
    const house = 'template: looks/ours\ntypography: { kinsoku: loose }';
    expect((await rulesOf(house, strict)).kinsoku).toBe('loose');
  });

  it('reach the fonts, and leave the template’s fallback', async () => {
    const { template, told } = await load('fonts:\n  song-bold: fonts/ours.ttf');
    expect(told).toEqual([]);
    expect(template!.fonts.get('song-bold')).toMatchObject({
      font: 'fonts/ours.ttf',
      fallback: ['song'],
      from: 'issue.md',
    });
    expect(template!.fonts.get('song')).toMatchObject({ font: 'Noto Serif SC Regular' });
  });

  it('reach the printer’s own profile', async () => {
    const profile =
      'print:\n  profile: { file: press.icc, condition: FOGRA42, registry: http://www.color.org }';
    const { template, told } = await load(profile);
    expect(told).toEqual([]);
    expect(template!.print.profile).toMatchObject({ condition: 'FOGRA42', bytes: ownIcc });
    const own = await load(profile.replace(', registry: http://www.color.org', ''));
    expect(own.template!.print.profile).toMatchObject({ condition: 'FOGRA42', registry: '' });
    const missing = await load(profile.replace('press', 'gone'));
    expect(missing.template).toBeUndefined();
    expect(missing.told).toEqual([['profile-missing', expect.stringMatching(/^issue\.md:3:/)]]);
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
  ])('with a bad value are told at their place: %s', async (header, code, place) => {
    expect((await load(header)).told).toEqual([[code, place]]);
  });

  it('with a bad value in a list or a map are told at it', async () => {
    const { told } = await load('print:\n  trim: [275mm, 390]\n  profile: { file: press.icc }');
    expect(told.map(([code]) => code)).toContain('bad-length');
    for (const [, place] of told) expect(place).toMatch(/^issue\.md:[34]:/);
  });
});
