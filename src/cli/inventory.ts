import type { Desk } from '../core/desk.ts';
import { millimetre, type Pt } from '../core/units.ts';
import { type BundledFont, type BundledFonts, readBundledFonts } from '../fonts/bundled-fonts.ts';
import { openFontBook } from '../fonts/font-book.ts';
import { loadTemplate, templateNames } from '../template/load-template.ts';
import type { Template } from '../template/template.ts';

/** The templates that come with the program, a line each: name, trim in millimetres, columns and lines. */
export async function templateLines(): Promise<readonly string[]> {
  const templates = await openTemplates();
  return templates.map(({ name, trim, grid }) => {
    const sheet = `${millimetres(trim.width)} × ${millimetres(trim.height)} mm`;
    return [name, sheet, `${grid.columns} 栏`, `每栏 ${grid.lines} 行`].join('\t');
  });
}

/** The fonts that can be asked for by name, a line each: name, roles, Han characters, licence, origin. */
export async function fontLines(): Promise<readonly string[]> {
  const templates = await openTemplates();
  const bundled = readBundledFonts();
  const lines = bundled.map(async (font) => {
    const roles = templates.flatMap((template) => rolesOf(font, template));
    const coverage = await coverageOf(font.name, bundled);
    return [font.name, roles.join(' ') || '—', coverage, font.licence, font.package ?? 'fonts/'].join('\t');
  });
  return Promise.all(lines);
}

function openTemplates(): Promise<readonly Template[]> {
  const overrides = { fonts: new Map(), print: new Map(), typography: new Map() };
  return Promise.all(
    templateNames().map(async (name) => {
      const template = await loadTemplate({ value: name, place: { file: '' } }, overrides, houseDesk);
      if (template === undefined)
        throw new Error(`the template ${name} that comes with the program does not load`);
      return template;
    }),
  );
}

/** What comes with the program has no faults to tell, and needs no file of an author's. */
const houseDesk: Desk = {
  read: async (path) => ({ ok: false, fault: 'missing', detail: path }),
  report: (code) => {
    throw new Error(`what comes with the program gives the message ${code}`);
  },
};

function rolesOf(font: BundledFont, { fonts }: Template): readonly string[] {
  return [...fonts].filter(([, wish]) => wish.font === font.name).map(([role]) => role);
}

/** How many Han characters a font has, and how many of the level-1 and level-2 characters of GB 2312-1980. */
async function coverageOf(name: string, bundled: BundledFonts): Promise<string> {
  const choice = { font: name, fallback: [], from: '', place: { file: '' } };
  const book = await openFontBook(new Map([[name, choice]]), houseDesk, { bundled });
  const has = (codePoint: number) => book.faceFor(name, codePoint) !== undefined;
  const common = gb2312();
  return `汉字 ${unifiedHan().filter(has).length}\tGB 2312 ${common.filter(has).length}/${common.length}`;
}

/** CJK Unified Ideographs and Extension A, which lie in one row of the code space: Unicode 16, blocks 3400 to 9FFF. */
function unifiedHan(): readonly number[] {
  return Array.from({ length: 0x9fff - 0x3400 + 1 }, (_, index) => 0x3400 + index).filter((codePoint) =>
    /\p{Unified_Ideograph}/u.test(String.fromCodePoint(codePoint)),
  );
}

/** Rows 16 to 87 of GB 2312, 94 places each, as every decoder of GBK reads them. */
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
