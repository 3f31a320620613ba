import type { Image, ImageReference, Paragraph, PhrasingContent } from 'mdast';
import { alignToSource } from './align.ts';
import { closingBrace, closingBracket } from './brackets.ts';
import { parseFragment } from './fragment.ts';
import { runsOf } from './inline.ts';
import type { Block, Picture, PictureOptions, Run } from './issue.ts';
import { trimRuns } from './join-lines.ts';
import { extentOf } from './markdown.ts';
import type { Reading } from './reading.ts';
import { noSettings, readSettings, type Settings } from './settings.ts';
import { placeOf } from './source-text.ts';
import { lengthOf, oneOf, pointOf, ratioOf, wholeNumber } from './values.ts';

type ImageNode = Image | ImageReference;

const pictureSettings = ['span', 'place', 'width', 'crop', 'focus'];

const isImage = (node: PhrasingContent): node is ImageNode =>
  node.type === 'image' || node.type === 'imageReference';

/**
 * The picture block of a paragraph that holds pictures and nothing else but spaces, line ends and braces; several
 * pictures are a group. Undefined where there is other text.
 */
export function picturesAlone(paragraph: Paragraph, reading: Reading): Block | undefined {
  const { source, desk } = reading;
  const images = paragraph.children.filter(isImage);
  if (images.length === 0) return undefined;
  const between = paragraph.children.filter((node) => !isImage(node) && node.type !== 'break');
  if (!between.every((node) => node.type === 'text')) return undefined;
  const braces: { open: number; close: number }[] = [];
  for (const node of between) {
    const { start, end } = extentOf(node);
    const groups = [...source.text.slice(start, end).matchAll(/\{[^{}]*\}|[^\s>]/g)];
    if (groups.some(([text]) => text.length === 1)) return undefined;
    for (const { index } of groups) {
      const close = closingBrace(source.text, start + index);
      if (close === undefined) return undefined;
      braces.push({ open: start + index, close });
    }
  }
  const settings = new Map(braces.flatMap((pair) => [...readSettings(source, pair, pictureSettings, desk)]));
  return pictureBlock(images, settings, reading);
}

/** Pictures that stood inside running text, as a block of their own. */
export function strayPictures(images: readonly ImageNode[], reading: Reading): Block {
  for (const image of images) {
    const { start, end } = extentOf(image);
    reading.desk.report('image-inline', placeOf(reading.source, start, end), {});
  }
  return pictureBlock(images, noSettings, reading);
}

function pictureBlock(images: readonly ImageNode[], settings: Settings, reading: Reading): Block {
  const pictures = images.map((image) => pictureOf(image, reading));
  const start = extentOf(images[0]!).start;
  const { end } = extentOf(images.at(-1)!);
  const place = placeOf(reading.source, start, end);
  return { kind: 'pictures', pictures, options: readOptions(settings, reading), place };
}

function readOptions(settings: Settings, { desk }: Reading): PictureOptions {
  const span = wholeNumber(settings.get('span'), 'span', desk);
  const width = lengthOf(settings.get('width'), 'width', desk);
  const crop = ratioOf(settings.get('crop'), 'crop', desk);
  const focus = pointOf(settings.get('focus'), 'focus', desk);
  const places = ['auto', 'top', 'bottom', 'here'] as const;
  return {
    place: oneOf(settings.get('place'), 'place', places, desk) ?? 'auto',
    ...(span !== undefined && { span }),
    ...(width !== undefined && { width }),
    ...(crop !== undefined && { crop }),
    ...(focus !== undefined && { focus }),
  };
}

function pictureOf(image: ImageNode, reading: Reading): Picture {
  const { source } = reading;
  const { start, end } = extentOf(image);
  const target = image.type === 'image' ? image : reading.definitions.get(image.identifier);
  const labelEnd = closingBracket(source.text, start + 1) ?? end;
  return {
    path: decodePath(target?.url ?? ''),
    caption: runsOf(parseFragment(reading, start + 2, labelEnd), reading),
    credit: titleRuns(image, reading, labelEnd),
    place: placeOf(source, start, end),
  };
}

/** The title after the path: the picture credit. In a reference it stands with the definition. */
function titleRuns(image: ImageNode, { source, definitions }: Reading, labelEnd: number): readonly Run[] {
  const definition = image.type === 'imageReference' ? definitions.get(image.identifier) : undefined;
  const title = image.type === 'image' ? image.title : definition?.title;
  if (title === undefined || title === null) return [];
  const begin = definition === undefined ? labelEnd : extentOf(definition).start;
  const { end } = extentOf(definition ?? image);
  const opening = /\s["'(]/.exec(source.text.slice(begin, end));
  const from = begin + (opening === null ? 0 : opening.index + opening[0].length);
  return trimRuns(alignToSource(source, title, from, end));
}

/** Editors write a space or a Han character in a path as `%20`, `%E5…`; the file has the character. */
function decodePath(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
