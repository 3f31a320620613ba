import { describe, expect, it } from 'vitest';
import { type Diagnostic, diagnose } from '../../src/core/diagnostics.ts';
import type { PaintOp, Sheet } from '../../src/paint/paint.ts';
import { markProof } from '../../src/proof/mark-proof.ts';
import { fakeFontBook } from '../support/fake-face.ts';
import { oversetCharacters } from '../support/galleys.ts';
import { edgesOf, isGlyphs, textOf } from '../support/paint-bounds.ts';
import { sheetsOf } from '../support/set-markdown.ts';

const sentence = '居民自己动手，把一块空地种成了花园，四季都有人来看花。';
const copy = `# 社区花园开门迎客\n\n${`${sentence.repeat(6)}\n\n`.repeat(12)}`;

/** Makes a proof of an issue with the given messages. Out: the proof and the sheets it was made from. */
async function proofOf(text: string, messages: readonly Diagnostic[] = []) {
  const set = await sheetsOf(text);
  const { publication, dummy, galleys, template } = set;
  const context = { fonts: fakeFontBook(), report: () => undefined, file: 'issue.md' };
  return { ...set, proof: markProof(publication, dummy, galleys, messages, template, context) };
}

/** The ops that the proof adds to a sheet. */
function addedOps(sheet: Sheet, before: Sheet): readonly PaintOp[] {
  const original = new Set(before.ops.map((op) => JSON.stringify(op)));
  return sheet.ops.filter((op) => !original.has(JSON.stringify(op)));
}

const isRed = (op: PaintOp) => op.op !== 'image' && op.ink.m === 100 && op.ink.k === 0;

const at = (line: number, column = 1) => ({ file: 'issue.md', start: { line, column } });
const runt = (page: number, column: number, line: number): Diagnostic =>
  diagnose('line-runt', at(3), { pagePlace: { page, column, line, lines: 1 }, amount: 0, words: '看花' });

describe('markProof', () => {
  it('adds a light watermark under the ops of the sheet and changes none of them', async () => {
    const { proof, publication } = await proofOf(copy);
    const [first, ...rest] = proof.publication.sheets[0]!.ops;
    expect(first).toMatchObject({ op: 'fill', ink: { c: 0, m: 0, y: 0 } });
    expect((first as { ink: { k: number } }).ink.k).toBeLessThanOrEqual(12);
    const before = publication.sheets[0]!.ops;
    expect(rest.slice(0, before.length)).toEqual(before);
  });

  it('puts the watermark inside the trim', async () => {
    const { proof } = await proofOf(copy);
    const { trim, ops } = proof.publication.sheets[0]!;
    const edges = edgesOf(ops[0]!);
    expect(Math.min(edges.left, edges.top)).toBeGreaterThan(0);
    expect(edges.right).toBeLessThan(trim.width);
    expect(edges.bottom).toBeLessThan(trim.height);
  });

  it('repeats the watermark in the head margin, where no picture can cover it', async () => {
    const { proof, publication, template } = await proofOf(copy);
    const [first] = addedOps(proof.publication.sheets[0]!, publication.sheets[0]!).slice(1);
    expect(first).toMatchObject({ op: 'fill' });
    const { top, bottom } = edgesOf(first!);
    expect(top).toBeGreaterThan(0);
    expect(bottom).toBeLessThan(template.area.y);
  });

  it('numbers every fifth line beside each column, on the baselines of the page grid', async () => {
    const { proof, publication, template } = await proofOf(copy);
    const numbers = addedOps(proof.publication.sheets[0]!, publication.sheets[0]!).filter(isGlyphs);
    expect(numbers.length).toBeGreaterThan(template.grid.columns * 8);
    for (const op of numbers) {
      const line = Number(textOf(op));
      expect(line % 5).toBe(0);
      const baseline = template.area.y + (line - 1) * template.grid.leading + 0.88 * template.grid.size;
      expect(op.at.y).toBeCloseTo(baseline, 2);
    }
    const lefts = new Set(numbers.map((op) => Math.round(edgesOf(op).right)));
    expect(lefts.size).toBe(2);
  });

  it('puts no number or mark over text or pictures', async () => {
    const { proof, publication } = await proofOf(`${copy}\n\n![](300x200.jpg){span=2}\n\n${copy}`, [
      runt(1, 1, 40),
      runt(1, 2, 40),
    ]);
    for (const [index, sheet] of proof.publication.sheets.entries()) {
      const before = publication.sheets[index]!;
      const solid = before.ops.filter((op) => op.op === 'image' || isGlyphs(op)).map(edgesOf);
      for (const op of addedOps(sheet, before).slice(1)) {
        const mark = edgesOf(op);
        const hit = solid.filter(
          ({ left, right, top, bottom }) =>
            mark.left < right - 0.01 &&
            mark.right > left + 0.01 &&
            mark.top < bottom - 0.01 &&
            mark.bottom > top + 0.01,
        );
        expect(hit, JSON.stringify(op).slice(0, 200)).toEqual([]);
      }
    }
  });

  it('marks the line of a message in red, with the number of the message', async () => {
    const reported = [runt(1, 2, 30), runt(1, 1, 33)];
    const { proof, publication, template } = await proofOf(copy, reported);
    const marks = addedOps(proof.publication.sheets[0]!, publication.sheets[0]!).filter(isRed);
    const bars = marks.filter(({ op }) => op === 'fill').map(edgesOf);
    const tops = bars.map(({ top }) => Math.round((top - template.area.y) / template.grid.leading) + 1);
    // In reading order: the message in the first column is number 1.
    expect(tops).toEqual([33, 30]);
    expect(marks.map(textOf).filter((text) => text !== '')).toEqual(['1', '2']);
    expect(bars[0]!.left).toBeLessThan(template.area.x + template.area.width / 2);
    expect(bars[1]!.left).toBeGreaterThan(template.area.x + template.area.width - 1);
  });

  it('finds the line of a message that has only a place in the source', async () => {
    const message = diagnose('unbalanced-quote', at(7, 9), { mark: '“' });
    const { proof, publication, galleys, dummy, template } = await proofOf(copy, [message]);
    const [bar] = addedOps(proof.publication.sheets[0]!, publication.sheets[0]!)
      .filter((op) => isRed(op) && op.op === 'fill')
      .map(edgesOf);
    const laid = dummy.pages[0]!.placements.find(
      ({ part }) => part.kind === 'body' && galleys[0]!.body[part.index]!.place.start?.line === 7,
    )!;
    expect(bar!.top).toBeCloseTo(template.area.y + laid.line * template.grid.leading, 2);
  });

  it('marks the full height of a headline or a picture, not only its first line', async () => {
    const message = diagnose('image-coarse', at(3), { path: 'a.jpg' } as never);
    const text = '# 社区花园\n\n![花园](300x200.jpg)\n\n居民自己动手。\n';
    const { proof, publication, dummy, template } = await proofOf(text, [message]);
    const [bar] = addedOps(proof.publication.sheets[0]!, publication.sheets[0]!)
      .filter((op) => isRed(op) && op.op === 'fill')
      .map(edgesOf);
    const picture = dummy.pages[0]!.placements.find(({ part }) => part.kind === 'float')!;
    expect(picture.lines).toBeGreaterThan(3);
    expect((bar!.bottom - bar!.top) / template.grid.leading).toBeGreaterThan(picture.lines - 1);
    expect((bar!.bottom - bar!.top) / template.grid.leading).toBeLessThan(picture.lines);
    const words = proof.notes[0]!.ops.map(textOf).join('');
    expect(words).toContain(`第${picture.line + 1}至${picture.line + picture.lines}行`);
  });

  it('has one mark for all messages of a line, with the first and the last number', async () => {
    const messages = [...'abcdef'].map((mark) => diagnose('unbalanced-quote', at(7, 9), { mark }));
    const { proof, publication, template } = await proofOf(copy, [...messages, runt(1, 2, 63)]);
    const marks = addedOps(proof.publication.sheets[0]!, publication.sheets[0]!).filter(isRed);
    expect(marks.filter(isGlyphs).map(textOf)).toEqual(['1', '–6', '7']);
    const [bar, ...numbers] = marks.slice(0, 3).map(edgesOf);
    // They leave room for the numbers of the next line.
    for (const { bottom } of numbers) expect(bottom).toBeLessThan(bar!.top + template.grid.leading);
  });

  it('paints white between the column rule and the number of a message in a narrow gutter', async () => {
    const reported = Array.from({ length: 12 }, (_, index) => runt(1, 1, 20 + index));
    const { proof } = await proofOf(`::page[要闻]{columns=5}\n\n${copy}`, reported);
    const { ops } = proof.publication.sheets[0]!;
    const number = ops.findIndex((op) => isRed(op) && isGlyphs(op) && textOf(op) === '12');
    const { left, right, top } = edgesOf(ops[number]!);
    const rule = ops.findIndex(
      (op) => !isGlyphs(op) && edgesOf(op).left > left && edgesOf(op).left < right && !isRed(op),
    );
    expect(rule).toBeGreaterThan(-1);
    const clears = ops.slice(rule, number).filter((op) => {
      const white = op.op === 'fill' && Object.values(op.ink).every((ink) => ink === 0);
      const edges = edgesOf(op);
      return white && edges.left <= left && edges.right >= right && edges.top <= top && edges.bottom > top;
    });
    expect(clears).toHaveLength(1);
  });

  it('omits the number of a line if the gutter shows the number of a message there', async () => {
    const { proof, publication } = await proofOf(copy, [runt(1, 1, 30)]);
    const numbers = addedOps(proof.publication.sheets[0]!, publication.sheets[0]!).filter(isGlyphs);
    expect(numbers.filter((op) => textOf(op) === '30')).toHaveLength(1);
    expect(numbers.filter((op) => textOf(op) === '35')).toHaveLength(2);
  });

  it('shows all overset copy on further pages, within their type area', async () => {
    const texts = {
      text: `---\npages:\n  - {name: 要闻}\n---\n\n${copy.repeat(3)}`,
      box: `# 花园\n\n:::box[贴士]\n${copy.replace(/^#.*\n/, '').repeat(2)}\n:::\n`,
      whole: `---\npages:\n  - {name: 要闻}\n---\n\n${copy}\n\n# 又一篇 {boxed}\n\n${copy.replace(/^#.*\n/, '')}`,
    };
    for (const [name, text] of Object.entries(texts)) {
      const { proof, dummy, template } = await proofOf(text);
      expect(oversetCharacters(dummy), name).toBeGreaterThan(100);
      const copyOf = (sheets: readonly Sheet[]) =>
        sheets
          .flatMap(({ ops }) => ops)
          .filter((op) => isGlyphs(op) && op.source === 'copy')
          .map(textOf)
          .join('')
          .replaceAll(/\s/g, '');
      expect(copyOf(proof.notes).length, name).toBe(oversetCharacters(dummy));
      const { area } = template;
      for (const op of proof.notes.flatMap(({ ops }) => ops)) {
        const { right, bottom } = edgesOf(op);
        expect(right, name).toBeLessThan(area.x + area.width + 6);
        expect(bottom, name).toBeLessThan(area.y + area.height + 1);
      }
    }
  });

  it('lists all messages on further pages, including those without a place on a page', async () => {
    const unplaced = diagnose('bad-value', { file: 'template.yaml' }, { key: 'x', problem: '不对' } as never);
    const { proof, publication } = await proofOf(copy, [unplaced, runt(1, 1, 33)]);
    expect(proof.publication.sheets).toHaveLength(publication.sheets.length);
    expect(proof.notes).toHaveLength(1);
    const words = proof.notes[0]!.ops.map(textOf).join('');
    expect(words).toContain('第1版第1栏第33行');
    expect(words.indexOf('issue.md:3:1')).toBeLessThan(words.indexOf('template.yaml'));
    for (const op of proof.notes[0]!.ops) expect(isGlyphs(op) && op.source).toBe('furniture');
  });

  it('names files relative to the folder of the issue', async () => {
    const set = await sheetsOf(copy);
    const list = (folder: string) => {
      const place = { file: `${folder}/articles/a.md`, start: { line: 3, column: 1 } };
      const message = diagnose('unbalanced-quote', place, { mark: '“' });
      const context = { fonts: fakeFontBook(), report: () => undefined, file: `${folder}/issue.md` };
      const { publication, dummy, galleys, template } = set;
      return markProof(publication, dummy, galleys, [message], template, context).notes;
    };
    expect(list('/home/a')).toEqual(list('b/c'));
    expect(list('/home/a')[0]!.ops.map(textOf).join('')).toContain('articles/a.md:3:1');
  });

  it('continues a long list on another page, and adds no page without messages', async () => {
    const reported = Array.from({ length: 60 }, (_, line) => runt(1, 1, line + 1));
    const { proof, template } = await proofOf(copy, reported);
    expect(proof.notes.length).toBeGreaterThan(1);
    const foot = template.area.y + template.area.height + template.grid.leading;
    for (const op of proof.notes.flatMap(({ ops }) => ops)) expect(edgesOf(op).bottom).toBeLessThan(foot);
    expect((await proofOf(copy)).proof.notes).toEqual([]);
  });
});
