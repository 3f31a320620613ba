import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package-root.ts';
import { loadTemplate } from '../../src/template/load-template.ts';
import type { Template } from '../../src/template/template.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { linesOf, type ReadLine, readStext } from '../support/read-stext.ts';
import { runCommand } from '../support/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'grid-'));
afterAll(() => rmSync(folder, { recursive: true }));

let template: Template;
beforeAll(async () => {
  const overrides = { fonts: new Map(), print: new Map(), typography: new Map() };
  const wish = { value: 'tabloid', place: { file: 'issue.md' } };
  template = (await loadTemplate(wish, overrides, fakeDesk({}).desk))!;
});

const body = 'NotoSerifSC-Regular';
const han = /^\p{Script=Han}$/u;

describe.each(['lead', 'four-pages'])('%s, as another program reads it', (name) => {
  let lines: readonly ReadLine[];
  beforeAll(async () => {
    const file = join(folder, `${name}.pdf`);
    const issue = join(packageRoot, 'examples', name, 'issue.md');
    const built = await runCommand(['build', issue, '--no-marks', '-o', file], { cwd: folder });
    expect(built.status).toBe(0);
    // A space of an em, typed between two words, parts them as two lines.
    lines = linesOf(readStext(file), 0.9);
  });

  /** The lines set throughout in these faces at this size. */
  const setIn = (faces: readonly string[], size: number) =>
    lines.filter(({ glyphs }) =>
      glyphs.every((glyph) => faces.includes(glyph.font) && Math.abs(glyph.size - size) < 0.01),
    );

  it('has every body baseline of every column on one grid to a hundredth of a point', () => {
    const { grid, area } = template;
    const found = setIn([body], grid.size);
    expect(found.length).toBeGreaterThan(60);
    const off = found.map(({ y }) => {
      const line = (y - area.y - 0.88 * grid.size) / grid.leading;
      return Math.abs(line - Math.round(line)) * grid.leading;
    });
    expect(Math.max(...off)).toBeLessThanOrEqual(0.01);
    // More than one column, so that the grid is the page's and not a column's.
    expect(new Set(found.map(({ x }) => Math.round(x / 100))).size).toBeGreaterThan(1);
  });

  it('has captions and bylines set solid', () => {
    const { styles } = template;
    // A quotation is set in the byline's face and size too, but not of a byline's words.
    const written = readFileSync(join(packageRoot, 'examples', name, 'issue.md'), 'utf8');
    const bylines = [...written.matchAll(/::byline\[(.+?)\]/g)].map(([, text]) => text);
    const signed = setIn(['LXGWWenKai-Regular'], styles.byline.size).filter(({ text }) =>
      bylines.some((byline) => byline?.includes(text)),
    );
    const small = [...setIn(['NotoSansSC-Medium'], styles.caption.size), ...signed];
    const distances = small.flatMap(({ glyphs }) =>
      glyphs.slice(1).flatMap((glyph, index) => {
        const before = glyphs[index]!;
        return han.test(before.text) && han.test(glyph.text) ? [(glyph.x - before.x) / glyph.size - 1] : [];
      }),
    );
    expect(signed.length > 0).toBe(bylines.length > 0);
    expect(distances.length).toBeGreaterThan(10);
    expect(Math.max(...distances.map(Math.abs))).toBeLessThan(0.002);
  });
});
