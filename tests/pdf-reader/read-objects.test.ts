import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readToUnicode } from '../../src/pdf-reader/cmap.ts';
import { ascii85, asciiHex, flate, lzw, runLength, unpredict } from '../../src/pdf-reader/filters.ts';
import { Lexer } from '../../src/pdf-reader/lexer.ts';
import { isDict, isString, PdfFault, textOf } from '../../src/pdf-reader/objects.ts';

const read = (source: string, references = false) =>
  new Lexer(Buffer.from(source, 'latin1'), 0, references).read();
const string = (source: string) => {
  const value = read(source);
  return isString(value) ? textOf(value) : undefined;
};

describe('an object', () => {
  it.each([
    ['12', 12],
    ['-.5', -0.5],
    ['+17.', 17],
    ['--3', -3],
    ['true', true],
    ['null', null],
    ['/A#20B', { kind: 'name', name: 'A B' }],
    ['% a comment\n7', 7],
    ['[1 /N [2]]', [1, { kind: 'name', name: 'N' }, [2]]],
    ['1.2.3', { kind: 'word', word: '1.2.3' }],
    ['-', { kind: 'word', word: '-' }],
    [`0.${'0'.repeat(400)}1`, 0],
    [`0.5${'0'.repeat(400)}`, 0.5],
  ])('is read from %s', (source, value) => expect(read(source)).toEqual(value));

  it('is a reference in a file and a number in a content stream', () => {
    expect(read('12 0 R', true)).toEqual({ kind: 'ref', id: 12 });
    expect(read('12 0 R')).toBe(12);
    expect(read('12 0 RG', true)).toBe(12);
  });

  it.each([
    ['(a(b)c)', 'a(b)c'],
    ['(\\(\\n\\101\\7)', '(\nA\u0007'],
    ['(a\\\nb)', 'ab'],
    ['<48656C6c6F>', 'Hello'],
    ['<4>', '@'],
    ['<feff4e2d>', '中'],
  ])('is the string in %s', (source, value) => expect(string(source)).toBe(value));

  it('may be a dictionary within a dictionary', () => {
    const value = read('<< /A << /B 1 >> /C (x) >>');
    expect(isDict(value) && [...value.map.keys()]).toEqual(['A', 'C']);
  });

  it.each(['(', '[1', '<< /A >>', '<< 1 2 >>', '<12', '<zz>', ')', '>'])(
    'that is malformed throws a fault: %s',
    (source) => {
      expect(() => read(source)).toThrow(PdfFault);
    },
  );
});

describe('a filter', () => {
  const bytes = (...values: number[]) => Uint8Array.from(values);
  it('is undone', () => {
    expect(Buffer.from(ascii85(Buffer.from('87cURD]i,"Ebo80~>'))).toString()).toBe('Hello World!');
    expect([...ascii85(Buffer.from('z~>'))]).toEqual([0, 0, 0, 0]);
    expect([...asciiHex(Buffer.from('0A f>'))]).toEqual([10, 240]);
    expect([...runLength(bytes(1, 7, 8, 254, 9, 128, 5))]).toEqual([7, 8, 9, 9, 9]);
    expect([...flate(deflateSync(bytes(1, 2, 3)))]).toEqual([1, 2, 3]);
  });

  it('undoes LZW data written by another library', async () => {
    const pixels = Buffer.from(Array.from({ length: 40_000 }, (_, at) => (at * at) >> ((at >> 7) & 7)));
    const tiff = await sharp(pixels, { raw: { width: 200, height: 200, channels: 1 } })
      .toColourspace('b-w')
      .tiff({ compression: 'lzw', predictor: 'none' })
      .toBuffer();
    const at = tiff.readUInt32LE(4);
    const entry = (tag: number, index = 0): number => {
      for (let each = at + 2; ; each += 12) {
        if (tiff.readUInt16LE(each) !== tag) continue;
        const [wide, count] = [tiff.readUInt16LE(each + 2) === 4, tiff.readUInt32LE(each + 4)];
        const size = wide ? 4 : 2;
        const start = count * size > 4 ? tiff.readUInt32LE(each + 8) : each + 8;
        return wide ? tiff.readUInt32LE(start + index * 4) : tiff.readUInt16LE(start + index * 2);
      }
    };
    const rows = entry(278);
    const strips = Array.from({ length: Math.ceil(200 / rows) }, (_, index) => {
      const start = entry(273, index);
      return Buffer.from(lzw(tiff.subarray(start, start + entry(279, index))));
    });
    expect(Buffer.concat(strips).equals(pixels)).toBe(true);
    expect(() => lzw(tiff.subarray(entry(273), entry(273) + 20))).toThrow(PdfFault);
  });

  it('may have a PNG or TIFF predictor', () => {
    const rows = { colours: 1, bits: 8, columns: 3 };
    // One row of each type: none, up, sub, average and Paeth. ISO/IEC 15948, 9.2.
    const png = bytes(0, 1, 2, 3, 2, 1, 1, 1, 1, 5, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1);
    expect([...unpredict(png, { predictor: 15, ...rows })]).toEqual([
      1, 2, 3, 2, 3, 4, 5, 6, 7, 3, 5, 7, 4, 6, 8,
    ]);
    expect([...unpredict(bytes(1, 1, 1, 2, 2, 2), { predictor: 2, ...rows })]).toEqual([1, 2, 3, 2, 4, 6]);
  });

  it('rejects fractional row sizes, as other readers do', () => {
    const wrong = { predictor: 15, colours: 1, bits: 8, columns: 2.5 };
    expect(() => unpredict(bytes(0, 1, 2, 0, 3, 4), wrong)).toThrow();
    expect(() => unpredict(bytes(0, 1, 2, 0, 3, 4), { ...wrong, columns: 2 })).not.toThrow();
  });

  it('throws a fault on malformed data', () => {
    expect(() => flate(Buffer.from('nothing'))).toThrow(PdfFault);
    expect(() => flate(deflateSync(Buffer.alloc(100, 'words')).subarray(0, -6))).toThrow(PdfFault);
    expect(() => asciiHex(Buffer.from('xx'))).toThrow(PdfFault);
  });
});

it('a ToUnicode CMap gives the text of each code', () => {
  const map = readToUnicode(
    Buffer.from(
      '1 beginbfchar <0001> <d842dfb7> endbfchar 2 beginbfrange <0005> <0006> <4e00> <0008> <0009> [<0041> <00660069>] endbfrange',
    ),
  );
  expect(Object.fromEntries(map)).toEqual({ 1: '𠮷', 5: '一', 6: '丁', 8: 'A', 9: 'fi' });
});
