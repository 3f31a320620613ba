import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { loadTemplate } from '../../src/template/load-template.ts';
import { fakeDesk } from '../support/fake-desk.ts';

const folder = join(packageRoot, 'templates/tabloid');
const templateFile = readFileSync(join(folder, 'template.yaml'), 'utf8');
const icc = new Uint8Array(readFileSync(join(folder, 'newsprint.icc')));

const inks = 'inks: # ';
/** Loads the template of the program with these inks added and one line replaced. */
async function loadWith(
  added: string,
  [line, instead]: readonly [string, string] = ['', ''],
  print = new Map(),
) {
  const lines = templateFile.replace(inks, () => `inks:\n  ${added}\n  # `).split('\n');
  const at = lines.findIndex((one) => one.trimStart().startsWith(line));
  if (line !== '') lines[at] = lines[at]!.replace(/^( *).*/, `$1${instead}`);
  const files = { 'ours/template.yaml': lines.join('\n'), 'ours/newsprint.icc': icc };
  const { desk, messages } = fakeDesk(files);
  const request = { value: 'ours', place: { file: 'issue.md' } };
  const template = await loadTemplate(request, { fonts: new Map(), print, typography: new Map() }, desk);
  const places = messages.map(({ code, place }) => [
    code,
    place.file,
    lines[(place.start?.line ?? 0) - 1]?.trim(),
  ]);
  return { template, places, messages };
}

const file = 'ours/template.yaml';

describe('an ink of a template', () => {
  it('is an error at its line if its total coverage exceeds the limit', async () => {
    const ink = 'sea: { c: 100, m: 80, y: 30, k: 31 }';
    const { template, places, messages } = await loadWith(ink);
    expect(template).toBeUndefined();
    expect(places).toEqual([['ink-over-limit', file, ink]]);
    expect(messages[0]!.text).toMatch(/“sea”.*241%.*240%/);
  });

  it.each(['sea: "#0070c0"', 'sea: blue', 'sea: [100, 50, 0, 0]'])(
    'is four percentages and not an RGB colour: %s',
    async (ink) => {
      const { template, places, messages } = await loadWith(ink);
      expect(template).toBeUndefined();
      expect(places).toEqual([['bad-value', file, ink]]);
      expect(messages[0]!.text).toContain('油墨的百分比');
    },
  );

  it('may have a total coverage equal to the limit', async () => {
    const { template, places } = await loadWith('sea: { c: 100, m: 80, y: 30, k: 30 }');
    expect(places).toEqual([]);
    expect(template).toBeDefined();
  });

  it('is checked against the limit of the issue', async () => {
    const print = new Map([['tac', { value: '180%', place: { file: 'issue.md' } }]]);
    const { places } = await loadWith('sea: { c: 100 }', undefined, print);
    expect(places.map(([code]) => code)).toEqual(['ink-over-limit']);
    expect(places[0]![2]).toMatch(/^red: /);
  });
});

describe('an ink with small dots', () => {
  it.each([
    ['sea: { c: 1, m: 1 }', 'ink-too-faint'],
    ['sea: { c: 100, m: 4.9 }', 'ink-too-faint'],
    ['sea: { c: 100, m: 5 }', undefined],
    ['sea: { c: 0 }', undefined],
  ])('%s: %s', async (ink, code) => {
    const { template, places } = await loadWith(ink);
    expect(places).toEqual(code === undefined ? [] : [[code, file, ink]]);
    expect(template === undefined).toBe(code !== undefined);
  });
});

describe('a rule of a template', () => {
  it.each([
    ['0.24pt', 'black', 'rule-too-thin'],
    ['0.25pt', 'black', undefined],
    ['0.49pt', 'sea', 'rule-tinted'],
    ['0.5pt', 'sea', undefined],
    ['0.3pt', 'red', undefined],
  ])('of %s in %s: %s', async (width, ink, code) => {
    const line = `column: { width: ${width}, ink: ${ink} }`;
    const { template, places } = await loadWith('sea: { c: 60 }', ['column:', line]);
    expect(places).toEqual(code === undefined ? [] : [[code, file, line]]);
    expect(template === undefined).toBe(code === 'rule-too-thin');
  });
});

describe('a rule too thick for its place', () => {
  it.each([
    ['table:', 'table: { width: 4.1pt, ink: black }', 'bad-value'],
    ['table:', 'table: { width: 4pt, ink: black }', undefined],
    ['above:', 'above: { width: 12.1pt, ink: red }', 'bad-value'],
    ['above:', 'above: { width: 12pt, ink: red }', undefined],
  ])('%s in %s: %s', async (key, line, code) => {
    const { places } = await loadWith('', [key, line]);
    expect(places).toEqual(code === undefined ? [] : [[code, file, line]]);
  });
});

describe('type of a template', () => {
  it.each([
    ['size: 4.9pt', 'type-too-small'],
    ['size: 5pt', undefined],
    ['size: 17pt, ink: red', 'type-unclear'],
    ['size: 18pt, ink: red', undefined],
    ['size: 35.9pt, ink: sea', 'type-many-inks'],
    ['size: 36pt, ink: sea', undefined],
    ['size: 8pt, ink: grey', 'type-unclear'],
    ['size: 9pt, ink: grey', undefined],
    ['size: 7.9pt, ink: paper', 'type-unclear'],
    ['size: 8pt, ink: paper', undefined],
  ])('of %s: %s', async (setting, code) => {
    const style = `code: { face: hei, ${setting} }`;
    const added = 'paper: { k: 0 }\n  sea: { c: 60, m: 20, k: 5 }';
    const { template, places } = await loadWith(added, ['code:', style]);
    expect(places).toEqual(code === undefined ? [] : [[code, file, style]]);
    expect(template === undefined).toBe(code !== undefined);
  });

  it('of a headline is checked at its smallest size', async () => {
    const style = 'brief: { face: song-black, size: [16pt, 20pt], leading: 1.25, lines: 3, ink: red }';
    const { places } = await loadWith('sea: { c: 60 }', ['brief:', style]);
    expect(places).toEqual([['type-unclear', file, style]]);
  });
});
