import { isString, PdfFault } from '../pdf-reader/objects.ts';
import { boxesOf, boxOrderFault, pageCountFault, pageDicts } from '../pdf-reader/page-tree.ts';
import { openPdf } from '../pdf-reader/pdf-file.ts';
import { readText, type TextFontCache } from '../pdf-reader/read-text.ts';
import { findMissingCopy } from './rules/copy-rules.ts';

/**
 * Checks a file that was just written, quickly enough for every build: its cross-reference table and ID, the number of
 * pages, their boxes, that fonts are embedded, and that the text of every page is there. In: the file, and the text of
 * each page. Returns the first fault in Chinese, or undefined.
 */
export function readBack(bytes: Uint8Array, copy: readonly string[]): string | undefined {
  try {
    return findFault(bytes, copy);
  } catch (error) {
    if (error instanceof PdfFault) return error.message;
    throw error;
  }
}

function findFault(bytes: Uint8Array, copy: readonly string[]): string | undefined {
  const file = openPdf(bytes);
  if (file.damage !== undefined) return file.damage;
  const ids = file.list(file.trailer.map.get('ID')).map(file.resolve);
  if (ids.length !== 2 || !ids.every(isString)) return '没有文件标识';
  const dicts = pageDicts(file);
  if (dicts.length !== copy.length) return `写入 ${copy.length} 页，读出 ${dicts.length} 页`;
  const fontCache: TextFontCache = new Map();
  const pages = dicts.map((dict) => readText(file, dict, fontCache));
  const unembedded = [...fontCache.values()].find(({ embedded }) => !embedded);
  return (
    pageCountFault(file, copy.length) ??
    dicts.map((dict) => boxOrderFault(boxesOf(file, dict))).find((fault) => fault !== undefined) ??
    (unembedded && `字体 ${unembedded.name} 没有嵌入`) ??
    pages.map(({ text }, page) => missingFrom(text, copy[page]!)).find((fault) => fault !== undefined)
  );
}

/** A page normally begins with its copy, in order. Characters are counted only if it does not. */
const missingFrom = (text: string, copy: string): string | undefined =>
  text.startsWith(copy) ? undefined : findMissingCopy(copy, [text]);
