import type { Html, Image, Nodes } from 'mdast';
import type { Desk } from '../core/desk.ts';
import {
  forbiddenElements,
  isElement,
  isSupported,
  markOfElement,
  optionallyClosed,
  voidElements,
} from './html-elements.ts';
import type { Mark } from './issue.ts';
import { decodeReference } from './markdown.ts';
import { placeOf, type SourceText } from './source-text.ts';

/**
 * HTML in copy. markdown.ts lets the parser make a node of each tag, so that the words between tags are ordinary text;
 * here opening tags are matched with closing ones across the whole file, and what they mean becomes marks of stretches
 * of the source. Holds: the words of every element stay; a tag that disappears without a meaning is reported.
 */

/** A stretch of the source between two tags, and the mark that its text has. */
export interface MarkedStretch {
  readonly start: number;
  readonly end: number;
  readonly mark: Mark;
}

/** A tag as written. */
export interface Tag {
  /** In small letters. */
  readonly name: string;
  readonly closes: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

const tagPattern = /^<(\/?)([A-Za-z][A-Za-z\d-]*)(?=[\s/>])([\s\S]*?)\/?>$/;
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** Reads a tag of HTML. Undefined for comments, and for what only looks like a tag, such as `<Enter>`: that is copy. */
export function readTag(written: string): Tag | undefined {
  const [, slash, typed, rest] = tagPattern.exec(written) ?? [];
  const name = typed?.toLowerCase();
  if (name === undefined || !isElement(name)) return undefined;
  const attributes = new Map(
    [...rest!.matchAll(attribute)].map(([, key, ...values]) => [
      key!.toLowerCase(),
      values.find((value) => value !== undefined)?.replace(/&#?\w+;/g, decodeReference) ?? '',
    ]),
  );
  return { name, closes: slash === '/', attributes };
}

/** The picture of an `<img>` tag; undefined for any other node. */
export function imageOfTag({ value, position }: Html): Image | undefined {
  const tag = readTag(value);
  const url = tag?.name === 'img' ? tag.attributes.get('src') : undefined;
  if (url === undefined || position === undefined) return undefined;
  const { alt = '', title = null } = Object.fromEntries(tag!.attributes);
  return { type: 'image', url, alt, title, position };
}

/** A tag with its offsets in the source. */
interface PlacedTag extends Tag {
  readonly start: number;
  readonly end: number;
}

/**
 * Matches the tags of one file or one caption. In: its nodes of HTML in source order. Out: the marked stretches.
 * Reports elements without meaning, once each, forbidden ones, tags without a partner, and comments.
 */
export function matchTags(nodes: readonly Nodes[], source: SourceText, desk: Desk): readonly MarkedStretch[] {
  const stretches: MarkedStretch[] = [];
  const open: PlacedTag[] = [];
  const unknown = new Map<string, PlacedTag[]>();
  const report = (code: 'html-forbidden' | 'html-unclosed', { name, start, end }: PlacedTag) =>
    desk.report(code, placeOf(source, start, end), { name });
  for (const node of nodes) {
    const tag = placedTag(node, source, desk);
    if (tag === undefined) continue;
    if (forbiddenElements.has(tag.name)) {
      if (!tag.closes) report('html-forbidden', tag);
      continue;
    }
    if (!isSupported(tag.name) && !tag.closes) unknown.set(tag.name, [...(unknown.get(tag.name) ?? []), tag]);
    if (voidElements.has(tag.name)) continue;
    if (!tag.closes) {
      open.push(tag);
      continue;
    }
    const partner = open.findLastIndex(({ name }) => name === tag.name);
    if (partner < 0) {
      report('html-unclosed', tag);
      continue;
    }
    const [opening, ...inner] = open.splice(partner) as [PlacedTag, ...PlacedTag[]];
    for (const left of inner) if (!optionallyClosed.has(left.name)) report('html-unclosed', left);
    const mark = markOfElement(opening.name, opening.attributes);
    if (mark !== undefined) stretches.push({ start: opening.end, end: tag.start, mark });
  }
  for (const left of open) if (!optionallyClosed.has(left.name)) report('html-unclosed', left);
  for (const [name, [first, ...others]] of unknown) {
    const { start, end } = first!;
    desk.report('html-ignored', placeOf(source, start, end), { name, count: others.length + 1 });
  }
  return stretches;
}

function placedTag({ position }: Nodes, source: SourceText, desk: Desk): PlacedTag | undefined {
  const start = position?.start.offset;
  const end = position?.end.offset;
  if (start === undefined || end === undefined) return undefined;
  const written = source.text.slice(start, end);
  if (/^<[!?]/.test(written)) {
    for (const { index, length, isClosed } of findComments(written)) {
      const place = placeOf(source, start + index, start + index + length);
      if (isClosed) desk.report('comment-left-out', place, {});
      else desk.report('html-unclosed', placeOf(source, start + index, start + index + 2), { name: '!--' });
    }
    return undefined;
  }
  const raw = /^<(?:script|style)[^>]*>/i.exec(written)?.[0];
  const tag = readTag(raw ?? written);
  return tag && { ...tag, start, end: raw === undefined ? end : start + raw.length };
}

const comment = /<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<![A-Za-z][^>]*>/g;

/** The comments and declarations of a block of HTML, which are not printed. */
export function findComments(
  written: string,
): readonly { readonly index: number; readonly length: number; readonly isClosed: boolean }[] {
  return [...written.matchAll(comment)].map(({ 0: text, index }) => ({
    index,
    length: text.length,
    isClosed: text.endsWith('>'),
  }));
}
