import { cut, everywhere, nowhere } from './clips.ts';
import { colourOperators } from './colour-operators.ts';
import { type GraphicsState, initialState, readExtGState } from './graphics-state.ts';
import { pictureMark } from './image-operators.ts';
import { readInlinePicture } from './inline-picture.ts';
import { openLexer } from './lexer.ts';
import { type Bounds, corners, matrixOf, multiply } from './matrix.ts';
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
import type { ClipPath, Colour, PaintedObject } from './painted-objects.ts';
import { pathOperators } from './path-operators.ts';
import { heaviestShadingColour, heaviestTileColour, shadingMark } from './patterns.ts';
import type { PdfFile } from './pdf-file.ts';
import { type Font, readFont } from './pdf-fonts.ts';
import { textOperators } from './text-operators.ts';
import { openTracing } from './trace-path.ts';

/** All that a page's content paints, and what it calls upon. */
export interface Content {
  readonly painted: readonly PaintedObject[];
  readonly fonts: ReadonlySet<Font>;
  /** Graphics states that were set, forms and pictures that were drawn. */
  readonly extGStates: ReadonlySet<PdfDict>;
  readonly xObjects: ReadonlySet<PdfDict>;
  /** What could not be read, in Chinese. */
  readonly faults: readonly string[];
}

/** Operators of a page: a map of a city has a few hundred thousand. */
const mostSteps = 2_000_000;
const mostFaults = 50;

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
  let marks: PaintedObject[] = [];
  let steps = 0;
  const fonts = new Set<Font>();
  const states = new Set<PdfDict>();
  const objects = new Set<PdfDict>();
  const faults = new Set<string>();

  function run(
    data: Uint8Array,
    own: PdfDict | undefined,
    start: GraphicsState,
    depth: number,
    inkless = false,
  ): void {
    const lexer = openLexer(data);
    const path = openTracing();
    const stack: GraphicsState[] = [];
    let graphics = start;
    let operands: PdfValue[] = [];
    let unknownAllowed = false;

    const resource = (kind: string, value: PdfValue | undefined) =>
      isName(value) ? file.get(file.dict(own?.map.get(kind)), value.name) : null;
    const numbers = () => operands.filter((each) => typeof each === 'number');
    const change = (part: Partial<GraphicsState>) => {
      graphics = { ...graphics, ...part };
    };

    function patternColour(value: PdfValue, uncoloured: Colour): Colour {
      if (!isStream(value))
        return heaviestShadingColour(file, isDict(value) ? file.get(value, 'Shading') : null, own);
      const whole = { ...initialState(paper), ctm: start.ctm, clip: everywhere };
      const plain = file.number(value.dict.map.get('PaintType')) === 2;
      const inked = plain ? { ...whole, fill: uncoloured, stroke: uncoloured } : whole;
      return heaviestTileColour(apart(() => drawForm(value, own, inked, depth + 1, plain)));
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
      if (mark !== undefined) keep(mark);
    }

    const text = textOperators({
      graphics: () => graphics,
      change,
      operands: () => operands,
      numbers,
      font: () => fontOf(resource('Font', operands[0])),
      keep,
      drawGlyph: ({ stream, resources: glyphs, coloured, matrix }, place) => {
        const bare = { ...graphics, ctm: multiply(matrix, place) };
        const drawn = apart(() => runForm(stream, glyphs ?? own, bare, depth + 1, !coloured));
        for (const mark of drawn) marks.push(coloured ? mark : { ...mark, isPart: true });
      },
    });

    const colours = colourOperators({
      file,
      resources: own,
      graphics: () => graphics,
      change: (part) => {
        if (!inkless) change(part);
      },
      operands: () => operands,
      numbers,
      pattern: (name, plain) => patternColour(resource('Pattern', name), plain),
    });

    const operators: ReadonlyMap<string, () => void> = new Map(
      Object.entries({
        ...text,
        ...colours,
        ...pathOperators({ path, graphics: () => graphics, change, keep }),
        q: () => void (stack.length < 512 && stack.push(graphics)),
        Q: () => {
          graphics = stack.pop() ?? graphics;
        },
        cm: () => change({ ctm: multiply(matrixOf(numbers()), graphics.ctm) }),
        w: () => change({ lineWidth: numbers()[0] ?? 0 }),
        gs: () => {
          const dict = resource('ExtGState', operands[0]);
          if (!isDict(dict)) throw new PdfFault('gs 调用的图形状态不在');
          states.add(dict);
          change(readExtGState(file, dict, graphics, fontOf));
        },
        sh: () =>
          void marks.push(
            shadingMark(heaviestShadingColour(file, resource('Shading', operands[0]), own), graphics),
          ),
        Do: () => draw(resource('XObject', operands[0])),
        BI: () => picture(readInlinePicture(data, lexer)),
      }),
    );

    /** Words that are no operators are damage, but for compatibility sections: ISO 32000-1, 7.8.2. */
    function perform(word: string): void {
      const act = operators.get(word);
      if (act !== undefined) act();
      else if (word === 'BX' || word === 'EX') unknownAllowed = word === 'BX';
      else if (!unknownAllowed && !silent.has(word))
        throw new PdfFault(`页面内容里有不认识的操作符 ${word.slice(0, 16)}`);
    }

    for (let value = lexer.read(); value !== undefined; value = lexer.read()) {
      if (!isWord(value)) {
        if (operands.length < 64) operands.push(value);
        continue;
      }
      const { word } = value;
      steps += 1;
      if (steps > mostSteps) throw new PdfFault('页面内容太多，没有读完');
      if (!path.take(word, numbers, graphics.ctm)) attempt(() => perform(word));
      operands = [];
    }
  }

  /** A mark, and with it what a tile of its pattern would show there. */
  function keep(mark: PaintedObject): void {
    marks.push(mark);
    if (mark.kind === 'picture' && mark.space !== undefined) return;
    const { bounds, clipPaths } = mark;
    for (const each of mark.colour.tileObjects ?? [])
      marks.push({ ...each, bounds, clipPaths, isPart: true });
  }

  /** What is painted by an action, kept apart from the rest. */
  function apart(act: () => void): readonly PaintedObject[] {
    const kept = marks;
    marks = [];
    try {
      act();
      return marks;
    } finally {
      marks = kept;
    }
  }

  function attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof PdfFault)) throw error;
      if (faults.size < mostFaults) faults.add(error.message);
    }
  }

  function fontOf(value: PdfValue): Font {
    if (!isDict(value)) throw new PdfFault('Tf 选的字体不在');
    const font = shelf.get(value) ?? readFont(file, value);
    shelf.set(value, font);
    fonts.add(font);
    return font;
  }

  function drawForm(
    stream: PdfStream,
    outer: PdfDict | undefined,
    graphics: GraphicsState,
    depth: number,
    inkless = false,
  ): void {
    const { map } = stream.dict;
    const ctm = multiply(matrixOf(file.list(map.get('Matrix')).map(Number)), graphics.ctm);
    const [a = 0, b = 0, c = 0, d = 0] = file.list(map.get('BBox')).map((each) => file.number(each) ?? 0);
    const box: ClipPath = { outline: [corners(ctm, a, b, c, d)], evenOdd: false };
    const seen = cut({ ...graphics, ctm }, box);
    if (seen.clipBounds !== nowhere)
      runForm(stream, file.dict(map.get('Resources')) ?? outer, seen, depth, inkless);
  }

  function runForm(
    stream: PdfStream,
    own: PdfDict | undefined,
    graphics: GraphicsState,
    depth: number,
    inkless: boolean,
  ): void {
    // As dear as that many operators; and one in itself would be run without end.
    steps += depth > deepest ? mostSteps : 30;
    if (depth > deepest) throw new PdfFault('表单对象套得太深，或套进了自己');
    run(file.decode(stream).bytes, own, graphics, depth + 1, inkless);
  }

  attempt(() => run(bytes, resources, initialState(paper), 0));
  return { painted: marks, fonts, extGStates: states, xObjects: objects, faults: [...faults] };
}

/** Operators that paint nothing and change nothing a press cares for. */
const silent = new Set([...'dijJM', 'ri', 'ET', 'MP', 'DP', 'BMC', 'BDC', 'EMC', 'd0', 'd1', 'EI']);
