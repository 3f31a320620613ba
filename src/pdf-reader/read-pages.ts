import {
  colourOperators,
  heaviestShadingColour,
  heaviestTileColour,
  paintedShading,
} from './colour-operators.ts';
import {
  clipTo,
  everywhere,
  type GraphicsState,
  initialState,
  nowhere,
  type OperatorContext,
  type Operators,
  readExtGState,
} from './graphics-state.ts';
import { paintImage, readInlineImage } from './image-operators.ts';
import { Lexer } from './lexer.ts';
import { type Bounds, corners, type Matrix, matrixOf, multiply } from './matrix.ts';
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
import { type Boxes, boxesOf, contentOf, pageDicts } from './page-tree.ts';
import type { Colour, PaintedObject } from './painted-objects.ts';
import { openPathBuilder, pathOperators } from './path-operators.ts';
import type { PdfFile } from './pdf-file.ts';
import { type Font, readFont, type Type3Glyph } from './pdf-fonts.ts';
import { textOperators } from './text-operators.ts';

/** A page of a file and what its content paints. */
export interface Page {
  /** Counted from 1. */
  readonly number: number;
  readonly dict: PdfDict;
  readonly boxes: Boxes;
  /** The MediaBox, or A4 if it is missing. */
  readonly paper: Bounds;
  /** The TrimBox, else the ArtBox, else the paper. */
  readonly trim: Bounds;
  readonly bleed: Bounds;
  readonly content: Content;
}

/** Everything a page's content paints and uses, forms included. */
export interface Content {
  readonly painted: readonly PaintedObject[];
  readonly fonts: ReadonlySet<Font>;
  readonly extGStates: ReadonlySet<PdfDict>;
  readonly xObjects: ReadonlySet<PdfDict>;
  /** What could not be read, in Chinese. */
  readonly faults: readonly string[];
}

/** Fonts are shared by pages and read once per file. */
type FontCache = Map<PdfDict, Font>;

/** Reads all pages. Throws a fault if there are none. ISO 32000-1, 7.7.3. */
export function readPages(file: PdfFile): readonly Page[] {
  const fontCache: FontCache = new Map();
  const dicts = pageDicts(file);
  if (dicts.length === 0) throw new PdfFault('文件里没有一页');
  return dicts.map((dict, index) => readPage(file, dict, index + 1, fontCache));
}

function readPage(file: PdfFile, dict: PdfDict, number: number, fontCache: FontCache): Page {
  const boxes = boxesOf(file, dict);
  const paper = boxes.MediaBox ?? { left: 0, bottom: 0, right: 595, top: 842 };
  const trim = boxes.TrimBox ?? boxes.ArtBox ?? paper;
  const { bytes, fault } = contentOf(file, dict);
  const interpreter = new ContentInterpreter(file, paper, fontCache);
  const read = interpreter.run(bytes, file.dict(dict.map.get('Resources')));
  const content = fault === undefined ? read : { ...read, faults: [...read.faults, fault] };
  return { number, dict, boxes, paper, trim, bleed: boxes.BleedBox ?? trim, content };
}

/** The step budget of a page, in operators. A detailed city map has a few hundred thousand. */
const maxSteps = 2_000_000;
/** The steps charged for opening a form, pattern or glyph. */
const formSteps = 30;
/** Nesting of forms, patterns and glyphs. */
const maxDepth = 16;
const maxFaults = 50;
const maxOperands = 64;
const maxSavedStates = 512;

/** A content stream to run. */
interface StreamSource {
  readonly data: Uint8Array;
  readonly resources: PdfDict | undefined;
  readonly start: GraphicsState;
  readonly depth: number;
  /** False in an uncoloured tile or glyph, where the colour operators have no effect. */
  readonly mayColour: boolean;
}

/** A content stream while it is run. */
class StreamRun implements OperatorContext {
  state: GraphicsState;
  operands: PdfValue[] = [];
  savedStates: GraphicsState[] = [];
  /** Whether unknown operators are allowed: between BX and EX. */
  allowsUnknown = false;
  readonly lexer: Lexer;
  readonly path = openPathBuilder();
  readonly source: StreamSource;
  readonly file: PdfFile;
  readonly resources: PdfDict | undefined;
  readonly paint: (object: PaintedObject) => void;

  constructor(file: PdfFile, source: StreamSource, paint: (object: PaintedObject) => void) {
    this.file = file;
    this.source = source;
    this.resources = source.resources;
    this.state = source.start;
    this.lexer = new Lexer(source.data);
    this.paint = paint;
  }

  readonly numbers = (): readonly number[] => this.operands.filter((each) => typeof each === 'number');

  readonly resource = (category: string, name: PdfValue | undefined): PdfValue =>
    isName(name) ? this.file.get(this.file.dict(this.resources?.map.get(category)), name.name) : null;

  readonly update = (changes: Partial<GraphicsState>): void => {
    this.state = { ...this.state, ...changes };
  };
}

/**
 * An interpreter of content streams, ISO 32000-1, 7.8.2, that collects what a page paints instead of drawing it. Forms,
 * tiling patterns and Type 3 glyphs are content streams too and are run in place. A malformed operator is recorded as a
 * fault and skipped. Running ends because every operator consumes a step of the page's budget, and because streams that
 * are nested too deeply, or in themselves, use up the rest of it.
 */
class ContentInterpreter {
  private readonly file: PdfFile;
  private readonly paper: Bounds;
  private readonly fontCache: FontCache;
  private painted: PaintedObject[] = [];
  private steps = 0;
  private readonly fonts = new Set<Font>();
  private readonly extGStates = new Set<PdfDict>();
  private readonly xObjects = new Set<PdfDict>();
  private readonly faults = new Set<string>();

  constructor(file: PdfFile, paper: Bounds, fontCache: FontCache) {
    this.file = file;
    this.paper = paper;
    this.fontCache = fontCache;
  }

  /** Runs a page's content. */
  run(data: Uint8Array, resources: PdfDict | undefined): Content {
    const start = initialState(this.paper);
    this.attempt(() => this.runStream({ data, resources, start, depth: 0, mayColour: true }));
    const { painted, fonts, extGStates, xObjects, faults } = this;
    return { painted, fonts, extGStates, xObjects, faults: [...faults] };
  }

  private runStream(source: StreamSource): void {
    const run = new StreamRun(this.file, source, (object) => this.paint(object));
    const operators = this.operatorsOf(run);
    for (let value = run.lexer.read(); value !== undefined; value = run.lexer.read()) {
      if (!isWord(value)) {
        if (run.operands.length < maxOperands) run.operands.push(value);
        continue;
      }
      const { word } = value;
      this.steps += 1;
      if (this.steps > maxSteps) throw new PdfFault('页面内容太多，没有读完');
      if (!run.path.construct(word, run.numbers, run.state.ctm))
        this.attempt(() => perform(word, operators, run));
      run.operands = [];
    }
  }

  private operatorsOf(run: StreamRun): ReadonlyMap<string, () => void> {
    return new Map(
      Object.entries({
        ...textOperators(
          run,
          (value) => this.fontOf(value),
          (glyph, emToPage) => this.paintGlyph(run, glyph, emToPage),
        ),
        ...colourOperators(run, run.source.mayColour, (name, colour) =>
          this.patternColour(run, run.resource('Pattern', name), colour),
        ),
        ...pathOperators(run, run.path),
        ...this.stateOperators(run),
        sh: () => {
          const shading = run.resource('Shading', run.operands[0]);
          run.paint(paintedShading(heaviestShadingColour(this.file, shading, run.resources), run.state));
        },
        Do: () => this.paintXObject(run, run.resource('XObject', run.operands[0])),
        BI: () => paintImage(run, readInlineImage(run.source.data, run.lexer)),
      }),
    );
  }

  /** The operators of the graphics state as a whole. ISO 32000-1, 8.4.4. */
  private stateOperators(run: StreamRun): Operators {
    return {
      q: () => void (run.savedStates.length < maxSavedStates && run.savedStates.push(run.state)),
      Q: () => {
        run.state = run.savedStates.pop() ?? run.state;
      },
      cm: () => run.update({ ctm: multiply(matrixOf(run.numbers()), run.state.ctm) }),
      w: () => run.update({ lineWidth: run.numbers()[0] ?? 0 }),
      gs: () => {
        const dict = run.resource('ExtGState', run.operands[0]);
        if (!isDict(dict)) throw new PdfFault('缺少 gs 引用的图形状态');
        this.extGStates.add(dict);
        run.update(readExtGState(this.file, dict, run.state, (value) => this.fontOf(value)));
      },
    };
  }

  /** Records an object, and the objects of a tiling pattern as parts that are seen where it is. */
  private paint(object: PaintedObject): void {
    this.painted.push(object);
    if (object.kind === 'image' && object.space !== undefined) return;
    const { bounds, clipPaths } = object;
    for (const each of object.colour.tileObjects ?? [])
      this.painted.push({ ...each, bounds, clipPaths, isPart: true });
  }

  /** What an action paints, returned instead of recorded. */
  private capture(act: () => void): readonly PaintedObject[] {
    const outer = this.painted;
    this.painted = [];
    try {
      act();
      return this.painted;
    } finally {
      this.painted = outer;
    }
  }

  private attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof PdfFault)) throw error;
      if (this.faults.size < maxFaults) this.faults.add(error.message);
    }
  }

  private fontOf(value: PdfValue): Font {
    if (!isDict(value)) throw new PdfFault('缺少 Tf 引用的字体');
    const font = this.fontCache.get(value) ?? readFont(this.file, value);
    this.fontCache.set(value, font);
    this.fonts.add(font);
    return font;
  }

  private paintXObject(run: StreamRun, value: PdfValue): void {
    if (!isStream(value)) throw new PdfFault('缺少 Do 引用的对象');
    this.xObjects.add(value.dict);
    const type = this.file.name(value.dict.map.get('Subtype'));
    if (type === 'Image') paintImage(run, value);
    if (type === 'Form') this.runForm(value, { ...run.source, start: run.state, mayColour: true });
  }

  /** A Type 3 glyph. Parts of an uncoloured one are checked but not painted: the text is already painted as glyph boxes. */
  private paintGlyph(run: StreamRun, glyph: Type3Glyph, emToPage: Matrix): void {
    const { stream, resources = run.resources, coloured, matrix } = glyph;
    const start = { ...run.state, ctm: multiply(matrix, emToPage) };
    const depth = run.source.depth + 1;
    const objects = this.capture(() =>
      this.runNested(stream, { resources, start, depth, mayColour: coloured }),
    );
    for (const object of objects) this.painted.push(coloured ? object : { ...object, isPart: true });
  }

  /** The colour of a shading or tiling pattern. In: the colour of an uncoloured tile. */
  private patternColour(run: StreamRun, value: PdfValue, colour: Colour): Colour {
    const { file } = this;
    const { resources, source } = run;
    if (!isStream(value))
      return heaviestShadingColour(file, isDict(value) ? file.get(value, 'Shading') : null, resources);
    // The pattern's space is that of the stream that uses it, not of the current CTM. 8.7.3.1.
    const initial: GraphicsState = {
      ...initialState(this.paper),
      ctm: source.start.ctm,
      clipBounds: everywhere,
    };
    const isUncoloured = file.number(value.dict.map.get('PaintType')) === 2;
    const start = isUncoloured ? { ...initial, fill: colour, stroke: colour } : initial;
    const tile = { resources, start, depth: source.depth + 1, mayColour: !isUncoloured };
    return heaviestTileColour(this.capture(() => this.runForm(value, tile)));
  }

  /** Runs a form or a tile, unless it is entirely clipped away. ISO 32000-1, 8.10. */
  private runForm(stream: PdfStream, outer: Omit<StreamSource, 'data'>): void {
    const { file } = this;
    const { map } = stream.dict;
    const ctm = multiply(matrixOf(file.list(map.get('Matrix')).map(Number)), outer.start.ctm);
    const [a = 0, b = 0, c = 0, d = 0] = file.list(map.get('BBox')).map((each) => file.number(each) ?? 0);
    const start = clipTo({ ...outer.start, ctm }, { outline: [corners(ctm, a, b, c, d)], evenOdd: false });
    if (start.clipBounds === nowhere) return;
    const resources = file.dict(map.get('Resources')) ?? outer.resources;
    this.runNested(stream, { ...outer, resources, start });
  }

  private runNested(stream: PdfStream, source: Omit<StreamSource, 'data'>): void {
    this.steps += source.depth > maxDepth ? maxSteps : formSteps;
    if (source.depth > maxDepth) throw new PdfFault('表单对象（Form XObject）嵌套太深，或引用了自己');
    this.runStream({ ...source, data: this.file.decode(stream).bytes, depth: source.depth + 1 });
  }
}

/** Unknown operators are faults, except in compatibility sections: ISO 32000-1, 7.8.2. */
function perform(word: string, operators: ReadonlyMap<string, () => void>, run: StreamRun): void {
  const act = operators.get(word);
  if (act !== undefined) act();
  else if (word === 'BX' || word === 'EX') run.allowsUnknown = word === 'BX';
  else if (!run.allowsUnknown && !ignoredOperators.has(word))
    throw new PdfFault(`页面内容里有未知的操作符 ${word.slice(0, 16)}`);
}

/** Operators that paint nothing and change nothing that matters in print. */
const ignoredOperators = new Set([...'dijJM', 'ri', 'ET', 'MP', 'DP', 'BMC', 'BDC', 'EMC', 'd0', 'd1', 'EI']);
