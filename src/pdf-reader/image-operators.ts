import { readColourSpace } from './colour-spaces.ts';
import { fillOverprint, type OperatorContext } from './graphics-state.ts';
import type { Lexer } from './lexer.ts';
import { boundsOf, corners, intersect } from './matrix.ts';
import { isName, isWord, PdfFault, type PdfStream, type PdfValue } from './objects.ts';

/** Filters whose images have one bit per pixel, whatever the dictionary says. */
const bilevelFilters = ['JBIG2Decode', 'CCITTFaxDecode'];

/**
 * Paints an image, unless it is entirely clipped away. In: an image XObject, or an inline image, whose keys may be
 * abbreviated. ISO 32000-1, 8.9.5 and 8.9.7.
 */
export function paintImage({ file, resources, state, paint }: OperatorContext, stream: PdfStream): void {
  const { map } = stream.dict;
  const read = (key: string, short: string) => map.get(key) ?? map.get(short);
  const bounds = intersect(boundsOf(corners(state.ctm, 0, 0, 1, 1))!, state.clipBounds);
  if (bounds === undefined) return;
  const isStencil = file.resolve(read('ImageMask', 'IM')) === true;
  const isBilevel = file.filters(stream.dict).some((filter) => bilevelFilters.includes(filter));
  paint({
    kind: 'image',
    stream,
    width: file.number(read('Width', 'W')) ?? 0,
    height: file.number(read('Height', 'H')) ?? 0,
    bits: isStencil || isBilevel ? 1 : (file.number(read('BitsPerComponent', 'BPC')) ?? 8),
    space: isStencil ? undefined : readColourSpace(file, read('ColorSpace', 'CS'), resources),
    colour: state.fill,
    matrix: state.ctm,
    overprint: fillOverprint(state),
    bounds,
    clipPaths: state.clipPaths,
  });
}

/**
 * Reads an inline image after `BI`. In: the content stream and its lexer, which is moved past `EI`. ISO 32000-1, 8.9.7.
 */
export function readInlineImage(data: Uint8Array, lexer: Lexer): PdfStream {
  const map = new Map<string, PdfValue>();
  for (;;) {
    const key = lexer.read();
    if (isWord(key) && key.word === 'ID') break;
    const value = lexer.read();
    if (!isName(key) || value === undefined) throw new PdfFault('内嵌图片的参数有误');
    map.set(key.name, value);
  }
  const start = lexer.position + 1;
  const end = findInlineEnd(data, start);
  lexer.position = end + 2;
  return { kind: 'stream', dict: { kind: 'dict', map }, raw: data.subarray(start, end) };
}

/**
 * Finds the `EI` that ends an inline image. Its data may contain the same bytes, so the right one is the first between
 * white space that 30 bytes of text follow, as operators would be.
 */
function findInlineEnd(data: Uint8Array, start: number): number {
  const isBlank = (byte: number | undefined) => byte === undefined || [0, 9, 10, 12, 13, 32].includes(byte);
  const isText = (byte: number) => (byte >= 32 ? byte < 127 : isBlank(byte));
  for (let at = start; at + 1 < data.length; at += 1) {
    if (data[at] !== 0x45 || data[at + 1] !== 0x49 || !isBlank(data[at + 2]) || !isBlank(data[at - 1]))
      continue;
    if (data.subarray(at + 2, at + 32).every(isText)) return at;
  }
  throw new PdfFault('内嵌图片没有结尾');
}
