import { readColourSpace } from './colour-spaces.ts';
import { fillOverprint, type GraphicsState } from './graphics-state.ts';
import { boundsOf, corners, intersect } from './matrix.ts';
import type { PdfDict, PdfStream } from './objects.ts';
import type { PaintedImage } from './painted-objects.ts';
import type { PdfFile } from './pdf-file.ts';

/** Filters that hold one bit for each pixel, whatever the dictionary says. */
const oneBit = ['JBIG2Decode', 'CCITTFaxDecode'];

/**
 * A picture as it is placed. Out: undefined where nothing of it is seen. Inline ones have short keys.
 * ISO 32000-1, 8.9.5 and 8.9.7.
 */
export function pictureMark(
  file: PdfFile,
  stream: PdfStream,
  resources: PdfDict | undefined,
  graphics: GraphicsState,
): PaintedImage | undefined {
  const { map } = stream.dict;
  const read = (key: string, short: string) => map.get(key) ?? map.get(short);
  const bounds = intersect(boundsOf(corners(graphics.ctm, 0, 0, 1, 1))!, graphics.clipBounds);
  if (bounds === undefined) return undefined;
  const stencil = file.resolve(read('ImageMask', 'IM')) === true;
  const coded = file.filters(stream.dict).some((filter) => oneBit.includes(filter));
  return {
    kind: 'picture',
    stream,
    width: file.number(read('Width', 'W')) ?? 0,
    height: file.number(read('Height', 'H')) ?? 0,
    bits: stencil || coded ? 1 : (file.number(read('BitsPerComponent', 'BPC')) ?? 8),
    space: stencil ? undefined : readColourSpace(file, read('ColorSpace', 'CS'), resources),
    colour: graphics.fill,
    matrix: graphics.ctm,
    overprint: fillOverprint(graphics),
    bounds,
    clipPaths: graphics.clipPaths,
  };
}
