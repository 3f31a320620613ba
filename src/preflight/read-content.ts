import { deviceCmyk, deviceGray, deviceRgb, firstValues, readSpace } from './colour.ts';
import { type Font, readFont } from './fonts.ts';
import {
  colourOf,
  fillOverprint,
  firstGraphics,
  type Graphics,
  stateChange,
  strokeOverprint,
} from './graphics.ts';
import { readInlinePicture } from './inline-picture.ts';
import { openLexer } from './lexer.ts';
import type { Mark, PathMark } from './marks.ts';
import { type Bounds, boundsOf, corners, grow, intersect, matrixOf, scaleOf, times } from './matrix.ts';
import {
  isDict,
  isName,
  isStream,
  isWord,
  type PdfDict,
  PdfFault,
  type PdfStream,
  type PdfValue,
} from './objects.ts';
import type { PdfFile } from './pdf-file.ts';
import { pictureMark } from './picture-mark.ts';
import { textOperators } from './text-operators.ts';
import { openTracing } from './trace-path.ts';

/** All that a page's content paints, and what it calls upon. */
export interface Content {
  readonly marks: readonly Mark[];
  readonly fonts: ReadonlySet<Font>;
  /** Graphics states that were set, forms and pictures that were drawn. */
  readonly states: ReadonlySet<PdfDict>;
  readonly objects: ReadonlySet<PdfDict>;
  /** What could not be read, in Chinese. */
  readonly faults: readonly string[];
}

/** Forms in forms: deeper than any honest file goes. */
const deepest = 16;

/** Fonts are shared by pages and read once. */
export type FontShelf = Map<PdfDict, Font>;

/** Runs a content stream. In: the file, the streams' bytes, their resources, the paper. ISO 32000-1, 7.8.2. */
export function readContent(
  file: PdfFile,
  bytes: Uint8Array,
  resources: PdfDict | undefined,
  paper: Bounds,
  shelf: FontShelf,
): Content {
  const marks: Mark[] = [];
  const fonts = new Set<Font>();
  const states = new Set<PdfDict>();
  const objects = new Set<PdfDict>();
  const faults = new Set<string>();

  function run(data: Uint8Array, own: PdfDict | undefined, start: Graphics, depth: number): void {
    const lexer = openLexer(data);
    const path = openTracing();
    const stack: Graphics[] = [];
    let graphics = start;
    let clipping = false;
    let operands: PdfValue[] = [];

    const resource = (kind: string, value: PdfValue | undefined) =>
      isName(value) ? file.get(file.dict(own?.map.get(kind)), value.name) : null;
    const numbers = () => operands.filter((each) => typeof each === 'number');
    const change = (part: Partial<Graphics>) => {
      graphics = { ...graphics, ...part };
    };

    function paint(kinds: readonly PathMark['kind'][], evenOdd: boolean): void {
      const outline = path.finish();
      const extent = boundsOf(outline.flat());
      for (const kind of kinds) {
        const width = graphics.width * Math.sqrt(scaleOf(graphics.ctm).across * scaleOf(graphics.ctm).up);
        const inked = extent && (kind === 'stroke' ? grow(extent, width / 2) : extent);
        const bounds = inked && intersect(inked, graphics.clip);
        if (bounds === undefined) continue;
        const colour = kind === 'fill' ? graphics.fill : graphics.stroke;
        const overprint = kind === 'fill' ? fillOverprint(graphics) : strokeOverprint(graphics);
        marks.push({ kind, outline, evenOdd, width, colour, overprint, bounds });
      }
      if (clipping) change({ clip: (extent && intersect(extent, graphics.clip)) ?? nowhere });
      clipping = false;
    }

    function setColour(side: 'fill' | 'stroke'): void {
      const { space } = graphics[side];
      const [pattern] = operands.filter(isName);
      if (pattern !== undefined) paintPattern(resource('Pattern', pattern), depth);
      change({ [side]: colourOf(space, numbers()) });
    }

    function draw(value: PdfValue): void {
      if (!isStream(value)) throw new PdfFault('Do 调用的对象不在');
      objects.add(value.dict);
      const type = file.name(value.dict.map.get('Subtype'));
      if (type === 'Image') picture(value);
      if (type === 'Form') drawForm(value, own, graphics, depth);
    }

    function picture(stream: PdfStream): void {
      const mark = pictureMark(file, stream, own, graphics);
      if (mark !== undefined) marks.push(mark);
    }

    const clip = () => {
      clipping = true;
    };

    const text = textOperators({
      graphics: () => graphics,
      change,
      operands: () => operands,
      numbers,
      font: () => fontOf(resource('Font', operands[0])),
      keep: (mark) => marks.push(mark),
    });

    const operators: Readonly<Record<string, () => void>> = {
      ...text,
      q: () => void (stack.length < 512 && stack.push(graphics)),
      Q: () => {
        graphics = stack.pop() ?? graphics;
      },
      cm: () => change({ ctm: times(matrixOf(numbers()), graphics.ctm) }),
      w: () => change({ width: numbers()[0] ?? 0 }),
      gs: () => {
        const dict = resource('ExtGState', operands[0]);
        if (!isDict(dict)) throw new PdfFault('gs 调用的图形状态不在');
        states.add(dict);
        change(stateChange(file, dict, graphics, fontOf));
      },
      g: () => change({ fill: colourOf(deviceGray, numbers()) }),
      G: () => change({ stroke: colourOf(deviceGray, numbers()) }),
      k: () => change({ fill: colourOf(deviceCmyk, numbers()) }),
      K: () => change({ stroke: colourOf(deviceCmyk, numbers()) }),
      rg: () => change({ fill: colourOf(deviceRgb, numbers()) }),
      RG: () => change({ stroke: colourOf(deviceRgb, numbers()) }),
      cs: () => change({ fill: freshColour(operands[0], own) }),
      CS: () => change({ stroke: freshColour(operands[0], own) }),
      sc: () => setColour('fill'),
      scn: () => setColour('fill'),
      SC: () => setColour('stroke'),
      SCN: () => setColour('stroke'),
      W: () => clip(),
      'W*': () => clip(),
      n: () => paint([], false),
      f: () => paint(['fill'], false),
      F: () => paint(['fill'], false),
      'f*': () => paint(['fill'], true),
      S: () => paint(['stroke'], false),
      s: () => paint(['stroke'], false),
      B: () => paint(['fill', 'stroke'], false),
      'B*': () => paint(['fill', 'stroke'], true),
      b: () => paint(['fill', 'stroke'], false),
      'b*': () => paint(['fill', 'stroke'], true),
      sh: () => shade(resource('Shading', operands[0]), own, graphics),
      Do: () => draw(resource('XObject', operands[0])),
      BI: () => picture(readInlinePicture(data, lexer)),
    };

    for (let value = lexer.read(); value !== undefined; value = lexer.read()) {
      if (!isWord(value)) {
        if (operands.length < 64) operands.push(value);
        continue;
      }
      const { word } = value;
      if (!path.take(word, numbers, graphics.ctm)) attempt(() => operators[word]?.());
      operands = [];
    }
  }

  const nowhere: Bounds = { left: 0, bottom: 0, right: 0, top: 0 };

  function attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof PdfFault)) throw error;
      faults.add(error.message);
    }
  }

  function fontOf(value: PdfValue): Font {
    if (!isDict(value)) throw new PdfFault('Tf 选的字体不在');
    const font = shelf.get(value) ?? readFont(file, value);
    shelf.set(value, font);
    fonts.add(font);
    return font;
  }

  function freshColour(value: PdfValue | undefined, own: PdfDict | undefined) {
    const space = readSpace(file, value, own);
    return colourOf(space, firstValues(space));
  }

  function drawForm(stream: PdfStream, outer: PdfDict | undefined, graphics: Graphics, depth: number): void {
    if (depth > deepest) throw new PdfFault('表单对象套得太深，或套进了自己');
    const { map } = stream.dict;
    const ctm = times(matrixOf(file.list(map.get('Matrix')).map(Number)), graphics.ctm);
    const [a = 0, b = 0, c = 0, d = 0] = file.list(map.get('BBox')).map((each) => file.number(each) ?? 0);
    const clip = intersect(boundsOf(corners(ctm, a, b, c, d))!, graphics.clip);
    if (clip === undefined) return;
    const own = file.dict(map.get('Resources')) ?? outer;
    run(file.decode(stream).bytes, own, { ...graphics, ctm, clip }, depth + 1);
  }

  /** A shading or a tiling pattern is seen for its colours; where exactly it lies is the path's affair. */
  function paintPattern(value: PdfValue, depth: number): void {
    const first = firstGraphics(paper);
    if (isStream(value)) drawForm(value, resources, first, depth + 1);
    else shade(isDict(value) ? file.get(value, 'Shading') : null, resources, first);
  }

  function shade(value: PdfValue, own: PdfDict | undefined, graphics: Graphics): void {
    const dict = file.dict(value);
    if (dict === undefined) throw new PdfFault('渐变不在');
    const space = readSpace(file, dict.map.get('ColorSpace'), own);
    marks.push({
      kind: 'fill',
      outline: [],
      evenOdd: false,
      width: 0,
      colour: { space, values: [], inks: [0, 0, 0, 0] },
      overprint: fillOverprint(graphics),
      bounds: graphics.clip,
    });
  }

  attempt(() => run(bytes, resources, firstGraphics(paper), 0));
  return { marks, fonts, states, objects, faults: [...faults] };
}
