import type { PhrasingContent } from 'mdast';
import { closingBrace } from './brackets.ts';
import { extentOf } from './markdown.ts';
import type { Reading } from './reading.ts';
import { readSettings } from './settings.ts';

/**
 * The `{qr}` directly after a link. In: the node after the link. Out: the wish, and the offset after the braces
 * where there are some. Braces around anything but a word of Latin letters are text.
 */
export function linkSettings(
  next: PhrasingContent | undefined,
  { source, desk }: Reading,
): { readonly qr: boolean; readonly end?: number } {
  if (next?.type !== 'text') return { qr: false };
  const open = extentOf(next).start;
  const close = closingBrace(source.text, open);
  if (close === undefined || close >= extentOf(next).end) return { qr: false };
  if (!/^\{\s*[A-Za-z][\w\s=]*\}$/.test(source.text.slice(open, close + 1))) return { qr: false };
  const settings = readSettings(source, { open, close }, ['qr'], desk);
  return { qr: settings.has('qr'), end: close + 1 };
}
