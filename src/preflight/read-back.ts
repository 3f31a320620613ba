import { isString, type PdfDict, PdfFault } from '../pdf-reader/objects.ts';
import { boxesOf, boxOrderFault, pageCountFault, pageDicts } from '../pdf-reader/page-tree.ts';
import { openPdf } from '../pdf-reader/pdf-file.ts';
import { readText, type TextFont } from '../pdf-reader/read-text.ts';
import { findMissingCopy } from './rules/copy-rules.ts';

/**
 * Reads a file back that was just made: its table and trailer, the count of its pages, their boxes, the fonts, and that
 * every character meant for a page is in it. In: also what each page should hold. Out: what is wrong, or undefined.
 */
export function readBack(bytes: Uint8Array, copy: readonly string[]): string | undefined {
  try {
    return faultOf(bytes, copy);
  } catch (error) {
    if (error instanceof PdfFault) return error.message;
    throw error;
  }
}

function faultOf(bytes: Uint8Array, copy: readonly string[]): string | undefined {
  const file = openPdf(bytes);
  if (file.damage !== undefined) return file.damage;
  const ids = file.list(file.trailer.map.get('ID')).map(file.resolve);
  if (ids.length !== 2 || !ids.every(isString)) return '没有文件标识';
  const dicts = pageDicts(file);
  if (dicts.length !== copy.length) return `写了 ${copy.length} 页，读出 ${dicts.length} 页`;
  const shelf = new Map<PdfDict, TextFont>();
  const read = dicts.map((dict) => readText(file, dict, shelf));
  const bare = [...shelf.values()].find(({ embedded }) => !embedded);
  return (
    pageCountFault(file, copy.length) ??
    dicts.map((dict) => boxOrderFault(boxesOf(file, dict))).find((fault) => fault !== undefined) ??
    (bare && `字体 ${bare.name} 没有嵌入`) ??
    read.map(({ text }, page) => lostFrom(text, copy[page]!)).find((fault) => fault !== undefined)
  );
}

/** The page's own words come first, in their order; only where that is not so are characters counted. */
const lostFrom = (text: string, copy: string): string | undefined =>
  text.startsWith(copy) ? undefined : findMissingCopy(copy, [text]);
