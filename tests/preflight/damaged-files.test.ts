import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preflight } from '../../src/preflight/preflight.ts';
import { soundPdf, streamOf, writeHand } from '../support/hand-pdf.ts';
import { runs } from '../support/sweeps.ts';

const sound = writeHand(soundPdf());
/** The sound file without its font program and profile, so that random changes mostly hit its structure. */
const light = (() => {
  const pdf = soundPdf();
  delete pdf.objects['program'];
  pdf.objects['descriptor'] = '<< /Type /FontDescriptor /FontName /Hand >>';
  streamOf(pdf, 'profile').data = '';
  pdf.objects['picture'] = {
    dict: '/Type /XObject /Subtype /Image /Width 2 /Height 1 /ColorSpace /DeviceCMYK /BitsPerComponent 8',
    data: '\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008',
  };
  return writeHand(pdf);
})();

describe('a damaged file', () => {
  it.each([
    ['an empty file', new Uint8Array()],
    ['a word', Buffer.from('hello')],
    ['only a header', Buffer.from('%PDF-1.6\n')],
    ['zeros', new Uint8Array(5000)],
    ['a cross-reference offset beyond the end', Buffer.from('%PDF-1.6\nstartxref\n9999\n%%EOF')],
    [
      'a cross-reference table that is its own predecessor',
      Buffer.from('%PDF-1.6\nxref\n0 0\ntrailer\n<< /Prev 9 >>\nstartxref\n9\n%%EOF'),
    ],
    ['arrays nested without end', Buffer.from(`%PDF-1.6\n1 0 obj\n${'['.repeat(100_000)}`)],
    [
      'a page tree that contains itself',
      Buffer.from(
        '%PDF-1.6\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Kids [2 0 R 2 0 R] >>\nendobj\ntrailer\n<< /Root 1 0 R >>',
      ),
    ],
  ])('is reported as damaged, and nothing else: %s', async (_, bytes) => {
    const { pages, findings } = await preflight(bytes);
    expect(pages).toBe(undefined);
    expect(findings.map(({ rule }) => rule)).toEqual(['damaged']);
  });

  /** A page without a cross-reference table; its form F draws itself. */
  const page = (box: string, content: string, more = '') =>
    Buffer.from(`%PDF-1.6
1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj
2 0 obj\n<< /Kids [3 0 R] /Count 1 >>\nendobj
3 0 obj\n<< /Type /Page /MediaBox [${box}] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>\nendobj
4 0 obj\n<< >>\nstream\n${content}\nendstream\nendobj
5 0 obj\n<< /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> >>\nstream\n${'/F Do '.repeat(9)}\nendstream\nendobj
${more}trailer\n<< /Root 1 0 R >>`);

  it.each([
    ['an endless strip of paper', page('0 0 99999999999 1', '0 0 1 1 re f')],
    ['numbers of hundreds of digits', page(`0 0 ${'9'.repeat(400)} ${'9'.repeat(400)}`, '0 0 1 1 re f')],
    ['forms that draw themselves repeatedly', page('0 0 99 99', '/F Do')],
    [
      'names that every JavaScript object has',
      page('0 0 99 99', '/__proto__ cs 1 sc __proto__ /constructor Do'),
    ],
    [
      'stream lengths that depend on one another',
      page(
        '0 0 9 9',
        '',
        Array.from(
          { length: 3000 },
          (_, at) => `${at + 6} 0 obj\n<< /Length ${at + 7} 0 R >>\nstream\nx\nendstream\nendobj\n`,
        ).join(''),
      ),
    ],
  ])('takes bounded memory and time: %s', { timeout: 60_000 }, async (_, bytes) => {
    const { findings } = await preflight(bytes);
    expect(findings.map(({ rule }) => rule)).toContain('damaged');
  });

  it('is reported wherever it is truncated', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: sound.length - 8 }), async (length) => {
        const { findings } = await preflight(sound.subarray(0, length));
        expect(findings.map(({ rule }) => rule)).toContain('damaged');
      }),
      runs(40, 8),
    );
  });

  it('never makes preflight throw, whatever bytes are changed', { timeout: 120_000 }, async () => {
    const flips = fc.array(fc.tuple(fc.nat(light.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(flips, async (changes) => {
        const bytes = Uint8Array.from(light);
        for (const [at, value] of changes) bytes[at] = value;
        await preflight(bytes);
      }),
      runs(150, 20),
    );
  });
});
