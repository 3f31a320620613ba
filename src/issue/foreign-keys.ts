import type { Desk } from '../core/desk.ts';
import { asItems, type Fields, type HeaderNode, readFields, readLines, readRun } from './header.ts';
import type { Run } from './issue.ts';

/**
 * The front matter of files that other tools wrote: site generators have a `title` and an `author` where an issue has a heading and
 * a byline, and keys that say where a page of a site belongs.
 */

/** Keys that only sites know. */
const siteKeys: readonly string[] = [
  'tags',
  'categories',
  'layout',
  'slug',
  'cover',
  'draft',
  'description',
  'permalink',
  'aliases',
  'updated',
  'lang',
  'toc',
  'comments',
  'keywords',
];

/** Keys for the head of an article. */
export const headKeys: readonly string[] = ['title', 'author'];

/**
 * The values of a file's front matter by key. In: the keys that the file may have, and further ones that say nothing in it.
 * Keys of sites are reported in one note.
 */
export function readFileFields(
  header: HeaderNode | undefined,
  keys: readonly string[],
  idleKeys: readonly string[],
  desk: Desk,
): Fields {
  if (header?.kind !== 'map') return readFields(header, '', keys, desk);
  const isForeign = (key: string) => siteKeys.includes(key.toLowerCase()) || idleKeys.includes(key);
  const foreign = header.entries.filter(({ key }) => isForeign(key.text) && !keys.includes(key.text));
  if (foreign[0] !== undefined) {
    const names = foreign.map(({ key }) => key.text);
    desk.report('site-keys', foreign[0].key.place, { keys: names });
  }
  const own = header.entries.filter((entry) => !foreign.includes(entry));
  return readFields({ ...header, entries: own }, '', [...keys, ...headKeys], desk);
}

/** The lines of `title`, which becomes the headline. */
export function readTitle(fields: Fields, desk: Desk): readonly Run[] {
  return readLines(fields.get('title'), 'title', desk);
}

/** The names of `author` on one line, which becomes the byline. */
export function readAuthor(fields: Fields, desk: Desk): readonly (readonly Run[])[] {
  const names = asItems(fields.get('author')).flatMap((item) => readName(item, desk) ?? []);
  const line = names.flatMap((name, index): readonly Run[] =>
    index === 0 ? [name] : [{ text: ' ', marks: [], place: name.place }, name],
  );
  return line.length === 0 ? [] : [line];
}

/** A name, or the `name` of a map with addresses of the author. */
function readName(item: HeaderNode, desk: Desk): Run | undefined {
  const name = item.kind === 'map' ? item.entries.find(({ key }) => key.text === 'name') : undefined;
  if (item.kind !== 'map' || name === undefined) return readRun(item, 'author', desk);
  const others = item.entries.filter((entry) => entry !== name).map(({ key }) => key);
  if (others[0] !== undefined)
    desk.report('site-keys', others[0].place, { keys: others.map(({ text }) => text) });
  return readRun(name.value, 'author', desk);
}

/** Reports a `title` or an `author` that is not printed, because the file has a headline of its own. */
export function reportUnusedHead(fields: Fields, desk: Desk): void {
  for (const key of headKeys) {
    const value = fields.get(key);
    if (value !== undefined) desk.report('head-key-unused', value.place, { key });
  }
}
