import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { preflight } from '../../src/preflight/preflight.ts';
import { editText, type HandPdf, paint, soundPdf, text, writeHand } from '../support/hand-pdf.ts';

const rulesFoundIn = async (pdf: HandPdf) =>
  (await preflight(writeHand(pdf))).findings.map(({ rule }) => rule);

/** The sound file with another image. */
function withImage(dict: string, data: Uint8Array): HandPdf {
  const pdf = soundPdf();
  pdf.objects['picture'] = { dict: `/Type /XObject /Subtype /Image /Width 200 /Height 200 ${dict}`, data };
  return pdf;
}

const white = () => sharp({ create: { width: 200, height: 200, channels: 3, background: 'white' } });
const eightBits = '/BitsPerComponent 8';
const cmykJpeg = `/ColorSpace /DeviceCMYK ${eightBits} /Filter /DCTDecode`;

describe('an image', () => {
  it('in a CMYK JPEG that stores inverted samples is decoded through its Decode array', async () => {
    const data = await white().toColourspace('cmyk').jpeg().toBuffer();
    expect(await rulesFoundIn(withImage(`${cmykJpeg} /Decode [1 0 1 0 1 0 1 0]`, data))).toEqual([]);
    expect(await rulesFoundIn(withImage(cmykJpeg, data))).toEqual(['ink-total']);
  });

  it('in a grey JPEG is decoded', async () => {
    const data = await white().toColourspace('b-w').jpeg().toBuffer();
    expect(
      await rulesFoundIn(withImage(`/ColorSpace /DeviceGray ${eightBits} /Filter /DCTDecode`, data)),
    ).toEqual([]);
  });

  it('in a truncated JPEG is reported', async () => {
    const data = (await white().toColourspace('cmyk').jpeg().toBuffer()).subarray(0, 100);
    expect(await rulesFoundIn(withImage(cmykJpeg, data))).toEqual(['picture-unread']);
  });

  it('in JPEG 2000 is reported, because its ink cannot be measured', async () => {
    const dict = `/ColorSpace /DeviceCMYK ${eightBits} /Filter /JPXDecode`;
    expect(await rulesFoundIn(withImage(dict, new Uint8Array(100)))).toEqual(['picture-unread']);
  });

  it.each([
    [16, 1],
    [4, 2],
    [2, 4],
  ])('of %s grey bits is decoded', async (bits, share) => {
    const dict = `/ColorSpace /DeviceGray /BitsPerComponent ${bits}`;
    const data = Buffer.alloc((200 * 200 * 2) / (bits === 16 ? 1 : share * 2), 0xff);
    expect(await rulesFoundIn(withImage(dict, data))).toEqual([]);
    expect(await rulesFoundIn(withImage(dict, data.subarray(0, 900)))).toEqual(['picture-unread']);
  });

  it('of flat colours may have 600 ppi, because its edges profit from it', async () => {
    const flat = deflateSync(Buffer.alloc(500 * 500 * 4, 40));
    const dict = `/ColorSpace /DeviceCMYK ${eightBits} /Filter /FlateDecode`;
    const pdf = withImage(dict, flat);
    editText(pdf, 'picture', '/Width 200 /Height 200', '/Width 500 /Height 500');
    expect(await rulesFoundIn(pdf)).toEqual([]);
  });

  it('in a Separation space that overprints leaves the other plates unchanged', async () => {
    const black =
      '[/Separation /Black /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 0 1] /N 1 >>]';
    const pdf = withImage(`/ColorSpace ${black} ${eightBits}`, Buffer.alloc(200 * 200, 255));
    paint(pdf, 'q 0.7 0.6 0.6 0 k 60 200 60 60 re f /Over gs 60 0 0 60 60 200 cm /P Do Q');
    expect(await rulesFoundIn(pdf)).toEqual(['ink-total']);
    paint(pdf, 'q 0.7 0.6 0.6 0 k 60 200 60 60 re f /Under gs 60 0 0 60 60 200 cm /P Do Q');
    expect(await rulesFoundIn(pdf)).toEqual([]);
  });

  it('that is an inline stencil mask is rendered where it is placed', async () => {
    const pdf = soundPdf();
    paint(pdf, 'q 1 0 1 1 k 10 0 0 10 60 100 cm BI /W 84 /H 84 /IM true /BPC 1 /F /AHx ID 00> EI Q');
    expect(await rulesFoundIn(pdf)).toEqual(['picture-unread']);
    const whole = soundPdf();
    const zeros = '00'.repeat(11 * 84);
    paint(whole, `q 1 0 1 1 k 10 0 0 10 60 100 cm BI /W 84 /H 84 /IM true /F /AHx ID ${zeros}> EI Q`);
    const { findings } = await preflight(writeHand(whole));
    expect(findings.map(({ rule }) => rule)).toEqual(['ink-total']);
    const { x, y, width, height } = findings[0]!.rect!;
    // 30 pt from the left of the trim, 280 pt from its top.
    expect(Math.hypot(x - 10.6, y - 98.8, width - 3.5, height - 3.5)).toBeLessThan(0.3);
  });
});

describe('content that violates no rule', () => {
  it.each([
    ['ruby above its word', `${text('du shu', 60, 291, 4.5)} ${text('abc', 60, 281, 10)}`],
    ['a red headline of 40 pt', text('Red', 60, 330, 40, '0 1 0.9 0.1 k', 'Under')],
    ['red text of 18 pt in two inks', text('Red', 60, 270, 18, '0 1 0.9 0 k', 'Under')],
    ['grey text of 9 pt', text('grey', 60, 270, 9, '0 0 0 0.6 k', 'Under')],
    ['black text of 14 pt that knocks out', text('black', 60, 270, 14, '0 0 0 1 k', 'Under')],
    ['a white rule that knocks out', 'q /Under gs 0 0 0 0 K 1 w 60 270 m 90 270 l S Q'],
    ['a rule of 0.25 pt', 'q /Over gs 0 0 0 1 K 0.25 w 60 270 m 90 270 l S Q'],
    ['a grey rule of 0.5 pt', 'q 0 0 0 0.5 K 0.5 w 60 270 m 90 270 l S Q'],
    ['a rule that ends at the trim', 'q /Over gs 0 0 0 1 K 1 w 60 150 m 90 150 l S Q'],
    ['240 % of ink', 'q 0.7 0.7 0.6 0.4 k 60 100 10 10 re f Q'],
    ['300 % hidden under white', 'q 1 1 1 0 k 60 100 10 10 re f /Under gs 0 0 0 0 k 59 99 12 12 re f Q'],
    ['300 % clipped away', 'q 60 100 0 0 re W n 1 1 1 0 k 60 100 10 10 re f Q'],
    [
      'black that knocks out 220 %',
      'q 0.8 0.7 0.7 0 k 60 100 10 10 re f /Under gs 0 0 0 1 k 62 102 5 5 re f Q',
    ],
    ['300 % outside a triangle', 'q 60 100 m 90 100 l 60 130 l h W n 1 1 1 0 k 80 120 10 10 re f Q'],
    ['an unknown operator in a compatibility section', 'BX 1 nonsense EX'],
    ['a thin part of a curved fill', 'q /Over gs 0 0 0 1 k 60 270 m 70 270 70 271 60 270.1 c h f Q'],
    ['hidden text without a glyph', `q BT 3 Tr /F 2 Tf 60 270 Td <0010> Tj ET Q`],
  ])('passes: %s', async (_, operators) => {
    const pdf = soundPdf();
    paint(pdf, operators);
    expect(await rulesFoundIn(pdf)).toEqual([]);
  });
});
