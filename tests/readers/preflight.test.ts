import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preflight } from '../../src/preflight/preflight.ts';
import { soundPdf, writeHand } from '../support/hand-pdf.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** Sends the sound file, or a PostScript program, through another tool; returns what preflight finds in the result. */
function through(
  tool: string,
  options: readonly string[],
  source: string | Uint8Array = writeHand(soundPdf()),
) {
  const folder = scratchFolder({});
  const [from, to] = [join(folder, 'from'), join(folder, 'to.pdf')];
  writeFileSync(from, source);
  const args = tool === 'qpdf' ? [from, ...options, to] : [...options, '-o', to, from];
  execFileSync(tool, args, { stdio: 'ignore' });
  return preflight(readFileSync(to));
}

const rulesIn = async (verdict: ReturnType<typeof preflight>) =>
  new Set((await verdict).findings.map(({ rule }) => rule));

describe('the sound file', () => {
  it('is sound to qpdf', () => {
    const file = join(scratchFolder({}), 'sound.pdf');
    writeFileSync(file, writeHand(soundPdf()));
    execFileSync('qpdf', ['--check', file], { stdio: 'ignore' });
  });

  it.each([
    ['object streams', '--object-streams=generate'],
    ['a table for each half of the file', '--linearize'],
    ['nothing deflated', '--stream-data=uncompress'],
    ['one stream a page', '--coalesce-contents'],
  ])('stays sound when qpdf writes it with %s', async (_, option) => {
    expect(await rulesIn(through('qpdf', [option]))).toEqual(new Set());
  });
});

describe('qpdf', () => {
  it.each([
    ['encrypted', ['--encrypt', 'reader', 'owner', '256', '--']],
    ['encrypted', ['--object-streams=generate', '--encrypt', 'reader', 'owner', '256', '--']],
    ['pdf-version', ['--force-version=1.4']],
    ['rotated-page', ['--rotate=90:1']],
  ])('makes a file with %s', async (rule, options) => {
    expect(await rulesIn(through('qpdf', options))).toEqual(new Set([rule]));
  });
});

describe('Ghostscript', () => {
  const write = ['-q', '-sDEVICE=pdfwrite'];
  const letter = (program: string) => `%!PS\n${program}\nshowpage\n`;

  it.each([
    ['colour-space', '1 0 0 setrgbcolor 100 100 50 50 rectfill'],
    ['hairline', '0 0 0 1 setcmykcolor 0.05 setlinewidth 100 100 moveto 200 100 lineto stroke'],
    ['ink-total', '1 1 1 0.5 setcmykcolor 100 100 50 50 rectfill'],
    [
      'spot-colour',
      '[/Separation /Gold /DeviceCMYK {0 exch dup 0}] setcolorspace 1 setcolor 100 100 50 50 rectfill',
    ],
    ['text-ink', '/Times-Roman findfont 9 scalefont setfont 1 0 0 0 setcmykcolor 100 100 moveto (cyan) show'],
    [
      'text-size',
      '/Times-Roman findfont 3 scalefont setfont 0 0 0 1 setcmykcolor 100 100 moveto (small) show',
    ],
    [
      'ink-total',
      '100 100 50 50 rectclip << /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [100 0 150 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 0] /N 1 >> >> shfill',
    ],
    [
      'ink-total',
      '<< /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /PaintProc {pop 1 1 1 0 setcmykcolor 0 0 5 5 rectfill} >> matrix makepattern setpattern 100 100 50 50 rectfill',
    ],
    ['picture-resolution', 'gsave 300 300 scale 20 20 8 [20 0 0 20 0 0] {400 string} image grestore'],
  ])('makes a file with %s', async (rule, program) => {
    const plain = await rulesIn(through('gs', write, letter('0 0 0 1 setcmykcolor 100 100 50 50 rectfill')));
    const found = await rulesIn(through('gs', write, letter(program)));
    expect(plain).not.toContain(rule);
    expect(found).toContain(rule);
  });

  it('leaves fonts out', async () => {
    const program = letter('/Helvetica findfont 12 scalefont setfont 100 100 moveto (words) show');
    const found = await rulesIn(through('gs', [...write, '-dEmbedAllFonts=false'], program));
    expect(found).toContain('font-embedded');
  });

  it('turns ink into light', async () => {
    const found = await rulesIn(
      through('gs', [...write, '-sColorConversionStrategy=RGB', '-sProcessColorModel=DeviceRGB']),
    );
    for (const rule of ['colour-space', 'picture-colour', 'intent', 'pdfx-claim'])
      expect(found).toContain(rule);
  });
});
