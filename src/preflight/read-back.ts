import { open } from './preflight.ts';
import type { Breach, Subject } from './rule.ts';
import { rulesOfFile } from './rules-of-file.ts';
import { rulesOfPages } from './rules-of-pages.ts';
import { rulesOfText } from './rules-of-text.ts';

/** The rules that cost next to nothing: nothing is drawn for them. */
const cheap = [...rulesOfFile, ...rulesOfPages, ...rulesOfText].filter(({ id }) =>
  ['damaged', 'file-id', 'box-order', 'font-embedded', 'missing-glyph', 'copy-missing'].includes(id),
);

/**
 * Reads a file back that was just made: its table and trailer, the count of its pages, their boxes, the fonts, and that
 * every character meant for it is in it. Out: what is wrong, or undefined.
 */
export async function readBack(bytes: Uint8Array, pages: number, copy: string): Promise<string | undefined> {
  const opened = open(bytes);
  if (typeof opened === 'string') return opened;
  if (opened.pages.length !== pages) return `写了 ${pages} 页，读出 ${opened.pages.length} 页`;
  const undrawn = () => Promise.reject(new Error('nothing is drawn to read a file back'));
  const subject: Subject = { ...opened, measured: undrawn, copy };
  const found: Breach[] = [];
  for (const rule of cheap) found.push(...(await rule.check(subject)));
  return found[0]?.text;
}
