import type { Image, ImageReference, Paragraph, PhrasingContent } from 'mdast';
import { addTags, readRuns } from './inline.ts';
import type { Block, Picture, PictureOptions, Run } from './issue.ts';
import { trimRuns } from './join-lines.ts';
import { extentOf } from './markdown.ts';
import { type OddPicture, readOddPicture } from './odd-pictures.ts';
import type { FileContext } from './open-file.ts';
import { parseFragment } from './parse-copy.ts';
import {
  type Braces,
  findClosingBrace,
  findClosingBracket,
  noSettings,
  readSettings,
  type Settings,
} from './settings.ts';
import { alignToSource } from './source-runs.ts';
import { placeOf } from './source-text.ts';
import { readKeyword, readLength, readPoint, readRatio, readWholeNumber } from './values.ts';

type ImageNode = Image | ImageReference;

const pictureSettings = ['span', 'place', 'width', 'crop', 'focus', 'photo'];

const isImage = (node: PhrasingContent): node is ImageNode =>
  node.type === 'image' || node.type === 'imageReference';

/**
 * The picture block of a paragraph that contains only pictures, spaces, line ends and settings in braces. Several
 * pictures form a group. Undefined if there is other text.
 */
export function readPictureParagraph(paragraph: Paragraph, context: FileContext): Block | undefined {
  const { source, desk } = context;
  const images = paragraph.children.filter(isImage);
  if (images.length === 0) return undefined;
  const others = paragraph.children.filter((node) => !isImage(node) && node.type !== 'break');
  if (!others.every((node) => node.type === 'text')) return undefined;
  const braces: Braces[] = [];
  for (const node of others) {
    const { start, end } = extentOf(node);
    // A pair of braces, or one character of other text; `>` is the prefix of a quotation.
    const groups = [...source.text.slice(start, end).matchAll(/\{[^{}]*\}|[^\s>]/g)];
    if (groups.some(([text]) => text.length === 1)) return undefined;
    for (const { index } of groups) {
      const close = findClosingBrace(source.text, start + index);
      if (close === undefined) return undefined;
      braces.push({ open: start + index, close });
    }
  }
  const settings = new Map(braces.flatMap((pair) => [...readSettings(source, pair, pictureSettings, desk)]));
  return pictureBlock(images, settings, context);
}

/** Pictures found within running text, as a block of their own. Each is reported. */
export function readInlinePictures(images: readonly ImageNode[], context: FileContext): Block {
  for (const image of images) {
    const { start, end } = extentOf(image);
    context.desk.report('image-inline', placeOf(context.source, start, end), {});
  }
  return pictureBlock(images, noSettings, context);
}

function pictureBlock(images: readonly ImageNode[], settings: Settings, context: FileContext): Block {
  const pictures = images.map((image) => readPicture(image, context));
  const start = extentOf(images[0]!).start;
  const { end } = extentOf(images.at(-1)!);
  const place = placeOf(context.source, start, end);
  return { kind: 'pictures', pictures, options: readOptions(settings, context), place };
}

function readOptions(settings: Settings, { desk }: FileContext): PictureOptions {
  const span = readWholeNumber(settings.get('span'), 'span', desk);
  const width = readLength(settings.get('width'), 'width', desk);
  const crop = readRatio(settings.get('crop'), 'crop', desk);
  const focus = readPoint(settings.get('focus'), 'focus', desk);
  const photo = readKeyword(settings.get('photo'), 'photo', ['yes', 'no'], desk);
  const places = ['auto', 'top', 'bottom', 'here'] as const;
  return {
    place: readKeyword(settings.get('place'), 'place', places, desk) ?? 'auto',
    ...(span !== undefined && { span }),
    ...(width !== undefined && { width }),
    ...(crop !== undefined && { crop }),
    ...(focus !== undefined && { focus }),
    ...(photo !== undefined && { photo: photo === 'yes' }),
  };
}

/** `![caption](path "credit")`, or the same with a reference to a definition. */
function readPicture(image: ImageNode, context: FileContext): Picture {
  const { source } = context;
  const { start, end } = extentOf(image);
  const odd = readOddPicture(source.text.slice(start, end));
  if (odd !== undefined) return fromOddPicture(odd, start, end, context);
  const target = image.type === 'image' ? image : context.definitions.get(image.identifier);
  if (source.text[start] === '<') return readTagPicture(image, context);
  const labelEnd = findClosingBracket(source.text, start + 1) ?? end;
  return {
    path: target?.url ?? '',
    caption: readCaption(context, start + 2, labelEnd),
    credit: readCredit(image, context, labelEnd),
    place: placeOf(source, start, end),
  };
}

function readCaption(context: FileContext, start: number, end: number): readonly Run[] {
  const nodes = parseFragment(context, start, end);
  addTags(nodes, context);
  return readRuns(nodes, context);
}

function fromOddPicture(odd: OddPicture, start: number, end: number, context: FileContext): Picture {
  const { source, desk } = context;
  const place = placeOf(source, start, end);
  const [from, to] = odd.credit ?? [0, 0];
  if (odd.size !== undefined) desk.report('picture-mistyped', place, { problem: `${odd.size} 不起作用` });
  else if (!odd.onlySpaces) desk.report('picture-mistyped', place, {});
  return {
    path: odd.path,
    caption: readCaption(context, start + odd.caption[0], start + odd.caption[1]),
    credit: trimRuns(alignToSource(source, source.text.slice(start + from, start + to), start + from, end)),
    place,
  };
}

/** `<img src="path" alt="caption" title="credit">` */
function readTagPicture(image: ImageNode, { source }: FileContext): Picture {
  const { start, end } = extentOf(image);
  const runsOf = (value: string | null | undefined) =>
    value ? trimRuns(alignToSource(source, value, start, end)) : [];
  const { url, title } = image.type === 'image' ? image : { url: '', title: null };
  return {
    path: url,
    caption: runsOf(image.alt),
    credit: runsOf(title),
    place: placeOf(source, start, end),
  };
}

/** The picture credit: the title after the path. A reference has it in its definition. */
function readCredit(
  image: ImageNode,
  { source, definitions }: FileContext,
  labelEnd: number,
): readonly Run[] {
  const definition = image.type === 'imageReference' ? definitions.get(image.identifier) : undefined;
  const title = image.type === 'image' ? image.title : definition?.title;
  if (title === undefined || title === null) return [];
  const begin = definition === undefined ? labelEnd : extentOf(definition).start;
  const { end } = extentOf(definition ?? image);
  const opening = /\s["'(]/.exec(source.text.slice(begin, end));
  const from = begin + (opening === null ? 0 : opening.index + opening[0].length);
  return trimRuns(alignToSource(source, title, from, end));
}
