import { describe, expect, it } from 'vitest';
import { preflight } from '../../src/preflight/preflight.ts';
import { rules } from '../../src/preflight/rules.ts';
import { brokenPdfs } from './support/broken-pdfs.ts';
import { soundPdf, writeHand } from './support/hand-pdf.ts';

const found = async (bytes: Uint8Array, copy?: string) =>
  (await preflight(bytes, copy)).findings.map(({ rule }) => rule);

describe('a finished file', () => {
  it('passes where it breaks no rule', async () => {
    expect((await preflight(writeHand(soundPdf()))).findings).toEqual([]);
  });

  it.each(brokenPdfs)('is told of $rule: $fault', async ({ rule, spoil }) => {
    const pdf = soundPdf();
    spoil(pdf);
    expect(new Set(await found(writeHand(pdf)))).toEqual(new Set([rule]));
  });

  it('is told of copy that is missing', async () => {
    const bytes = writeHand(soundPdf());
    expect(await found(bytes, 'quick fox')).toEqual([]);
    expect(await found(bytes, 'quick fox box')).toEqual(['copy-missing']);
  });

  it('has a broken example for every rule', () => {
    const shown = new Set([...brokenPdfs.map(({ rule }) => rule), 'copy-missing']);
    expect(rules.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});
