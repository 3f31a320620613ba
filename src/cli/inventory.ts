import type { Desk } from '../core/desk.ts';
import { millimetre, type Pt } from '../core/units.ts';
import { type BundledFont, type BundledFonts, readBundledFonts } from '../fonts/bundled-fonts.ts';
import { openFontBook } from '../fonts/font-book.ts';
import { loadTemplate, templateNames } from '../template/load-template.ts';
import type { Template } from '../template/template.ts';

/** Lists the bundled templates, one line each: name, trim in millimetres, columns and lines. */
export async function templateLines(): Promise<readonly string[]> {
  const templates = await openTemplates();
  return templates.map(({ name, trim, grid }) => {
    const sheet = `${millimetres(trim.width)} × ${millimetres(trim.height)} mm`;
    return [name, sheet, `${grid.columns} 栏`, `每栏 ${grid.lines} 行`].join('\t');
  });
}

/** Lists the bundled fonts, one line each: name, roles, Han characters, licence, origin. */
export async function fontLines(): Promise<readonly string[]> {
  const templates = await openTemplates();
  const bundled = readBundledFonts();
  const lines = bundled.map(async (font) => {
    const roles = templates.flatMap((template) => rolesOf(font, template));
    const coverage = await coverageOf(font.name, bundled);
    const used = font.symbols === undefined ? roles.join(' ') || '—' : '表情和记号';
    return [font.name, used, coverage, font.licence, font.package ?? 'fonts/'].join('\t');
  });
  return Promise.all(lines);
}

function openTemplates(): Promise<readonly Template[]> {
  const overrides = { fonts: new Map(), print: new Map(), typography: new Map() };
  return Promise.all(
    templateNames().map(async (name) => {
      const template = await loadTemplate({ value: name, place: { file: '' } }, overrides, bundledDesk);
      if (template === undefined) throw new Error(`the bundled template ${name} does not load`);
      return template;
    }),
  );
}

/** A desk for bundled files: it reads no author's files, and any message is a bug. */
const bundledDesk: Desk = {
  cache: {},
  read: async (path) => ({ ok: false, fault: 'missing', detail: path }),
  report: (code) => {
    throw new Error(`a bundled file causes the message ${code}`);
  },
};

function rolesOf(font: BundledFont, { fonts }: Template): readonly string[] {
  return [...fonts].filter(([, choice]) => choice.font === font.name).map(([role]) => role);
}

/** Counts the Han characters of a font, and those of GB 2312-1980 levels 1 and 2 among them. */
async function coverageOf(name: string, bundled: BundledFonts): Promise<string> {
  const choice = { font: name, fallback: [], from: '', place: { file: '' } };
  const book = await openFontBook(new Map([[name, choice]]), bundledDesk, bundled);
  const has = (codePoint: number) => book.faceFor(name, codePoint) !== undefined;
  const common = gb2312();
  return `汉字 ${unifiedHan().filter(has).length}\tGB 2312 ${common.filter(has).length}/${common.length}`;
}

/** CJK Unified Ideographs and Extension A, U+3400 to U+9FFF in Unicode 16. */
function unifiedHan(): readonly number[] {
  return Array.from({ length: 0x9fff - 0x3400 + 1 }, (_, index) => 0x3400 + index).filter((codePoint) =>
    /\p{Unified_Ideograph}/u.test(String.fromCodePoint(codePoint)),
  );
}

/** Rows 16 to 87 of GB 2312, 94 cells each, decoded as GBK. */
function gb2312(): readonly number[] {
  const bytes = Array.from({ length: 72 * 94 }, (_, index) => [
    0xb0 + Math.floor(index / 94),
    0xa1 + (index % 94),
  ]);
  const text = new TextDecoder('gbk').decode(Uint8Array.from(bytes.flat()));
  return [...text]
    .filter((character) => /\p{Script=Han}/u.test(character))
    .map((character) => character.codePointAt(0)!);
}

const millimetres = (length: Pt): number => Math.round(length / millimetre);
