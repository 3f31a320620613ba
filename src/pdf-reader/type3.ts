import { openLexer } from './lexer.ts';
import { boundsOf, corners, type Matrix, matrixOf } from './matrix.ts';
import { isStream, isWord, type PdfDict, PdfFault, type PdfStream } from './objects.ts';
import type { PdfFile } from './pdf-file.ts';
import type { GlyphBox } from './true-type.ts';

/** A glyph that is a little page of its own. ISO 32000-1, 9.6.5. */
export interface Type3Glyph {
  readonly stream: PdfStream;
  readonly resources: PdfDict | undefined;
  /** From the glyph's space to the em. */
  readonly matrix: Matrix;
  /** Whether it brings its own colours; else it is painted in the text's. */
  readonly coloured: boolean;
  /** In thousandths of the em; undefined for a coloured one, which does not say. */
  readonly box: GlyphBox | undefined;
}

/** The glyphs of a Type 3 font by code. */
export function readType3Glyphs(file: PdfFile, dict: PdfDict): (code: number) => Type3Glyph | undefined {
  const names = differences(file, dict);
  const procedures = file.dict(dict.map.get('CharProcs'));
  const matrix = matrixOf(file.list(dict.map.get('FontMatrix')).map((each) => file.number(each) ?? 0));
  const resources = file.dict(dict.map.get('Resources'));
  return (code) => {
    const stream = file.get(procedures, names.get(code) ?? '');
    return isStream(stream) ? { stream, resources, matrix, ...head(file, stream, matrix) } : undefined;
  };
}

function differences(file: PdfFile, dict: PdfDict): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  let code = 0;
  for (const each of file.list(file.dict(dict.map.get('Encoding'))?.map.get('Differences'))) {
    const name = file.name(each);
    if (name === undefined) code = file.number(each) ?? code;
    else {
      names.set(code, name);
      code += 1;
    }
  }
  return names;
}

/** A glyph begins with `d0`, coloured, or with its box and `d1`. */
function head(file: PdfFile, stream: PdfStream, matrix: Matrix): Pick<Type3Glyph, 'coloured' | 'box'> {
  const lexer = openLexer(file.decode(stream).bytes);
  const numbers: number[] = [];
  for (let value = lexer.read(); typeof value === 'number' || isWord(value); value = lexer.read()) {
    if (typeof value === 'number') numbers.push(value);
    else if (value.word === 'd0') return { coloured: true, box: undefined };
    else if (value.word === 'd1') {
      const [, , a = 0, b = 0, c = 0, d = 0] = numbers;
      const { left, bottom, right, top } = boundsOf(corners(matrix, a, b, c, d))!;
      return {
        coloured: false,
        box: { left: left * 1000, bottom: bottom * 1000, right: right * 1000, top: top * 1000 },
      };
    } else break;
  }
  throw new PdfFault('Type 3 字体的字形有误');
}
