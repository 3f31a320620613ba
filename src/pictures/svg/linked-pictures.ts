import type { ReadResult } from '../../core/desk.ts';
import { clipTo } from './clip-to.ts';
import type { Refuse } from './faults.ts';
import { looksLikeSvg } from './looks-like-svg.ts';
import { isIdentity, multiply, translation, writeMatrix } from './matrix.ts';
import { node, type PlainDrawing, type PlainNode, withPrefix } from './plain-svg.ts';
import type { SourceElement } from './source.ts';
import type { Style } from './style.ts';
import { type ViewBox, viewBoxTransform } from './viewport.ts';

/*
 * The pictures that a drawing names with `<image>`: files in the folder of the issue, relative to the drawing, and pictures
 * within it (`data:`). They become part of the plain drawing; nothing is read when it is rendered.
 */

/** A picture as the plain drawing holds it, or why it cannot. */
export type LinkedPicture =
  | { readonly width: number; readonly height: number; readonly uri: string }
  | { readonly width: number; readonly height: number; readonly drawing: PlainDrawing }
  | { readonly detail: string };

export interface PictureSource {
  /** Reads a file in the folder of the issue, by a path relative to the file `from`. */
  readonly read: (path: string, from: string) => Promise<ReadResult>;
  /** Decodes a photograph to its end. Throws, in Chinese, if it is damaged. */
  readonly decode: (
    bytes: Uint8Array,
  ) => Promise<{ readonly width: number; readonly height: number; readonly uri: string }>;
  /** Reads a drawing within a drawing; `from` is its file. */
  readonly nested: (bytes: Uint8Array, from: string) => Promise<PlainDrawing | { readonly detail: string }>;
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Opens all pictures that a file names, each once; whether one is drawn at all shows later. */
export async function openLinkedPictures(
  root: SourceElement,
  from: string,
  source: PictureSource,
): Promise<ReadonlyMap<SourceElement, LinkedPicture>> {
  const opened = new Map<string, LinkedPicture>();
  const pictures = new Map<SourceElement, LinkedPicture>();
  for (const element of imagesIn(root)) {
    const href = element.attributes['href']?.trim() ?? '';
    if (href === '') continue;
    const known = opened.get(href) ?? (await openOne(href, from, source));
    opened.set(href, known);
    pictures.set(element, known);
  }
  return pictures;
}

function* imagesIn(element: SourceElement): Iterable<SourceElement> {
  if (element.name === 'image' && element.namespace === 'svg') yield element;
  for (const child of element.children) if (typeof child !== 'string') yield* imagesIn(child);
}

async function openOne(href: string, from: string, source: PictureSource): Promise<LinkedPicture> {
  const file = href.startsWith('data:') ? inData(href) : await source.read(href.replace(/#.*$/s, ''), from);
  const name = href.startsWith('data:') ? '内嵌的图片' : `引用的图片“${shortened(href)}”`;
  if (file === undefined) return { detail: `${name}：写法有误` };
  if (!file.ok) return { detail: `${name}：${file.detail}` };
  try {
    if (!looksLikeSvg(file.bytes)) return await source.decode(file.bytes);
    const drawing = await source.nested(file.bytes, file.path === '' ? from : file.path);
    if ('detail' in drawing) return { detail: `${name}：${drawing.detail}` };
    return { width: drawing.width, height: drawing.height, drawing };
  } catch (error) {
    return { detail: `${name}：${(error as Error).message}` };
  }
}

/** The bytes of a `data:` address. RFC 2397. */
function inData(href: string): ReadResult | undefined {
  const [, parameters, data] = /^data:([^,]*),(.*)$/s.exec(href) ?? [];
  if (data === undefined) return undefined;
  try {
    const bytes = /;\s*base64\s*$/i.test(parameters!)
      ? Buffer.from(decodeURIComponent(data), 'base64')
      : Buffer.from(decodeURIComponent(data), 'utf8');
    return { ok: true, path: '', bytes };
  } catch {
    return undefined;
  }
}

interface Placing {
  readonly refuse: Refuse;
  readonly definitions: Map<string, PlainNode>;
}

/** A picture in its viewport. SVG 1.1, 5.7. */
export function placeImage(
  picture: Exclude<LinkedPicture, { readonly detail: string }>,
  box: ViewBox,
  element: SourceElement,
  { values }: Style,
  { refuse, definitions }: Placing,
): readonly PlainNode[] {
  const { preserveAspectRatio } = element.attributes;
  const natural = { x: 0, y: 0, width: picture.width, height: picture.height };
  const fitted = viewBoxTransform(natural, box, preserveAspectRatio);
  if (fitted === undefined) {
    refuse(element, `preserveAspectRatio="${preserveAspectRatio}"`);
    return [];
  }
  if ('uri' in picture) {
    const { x, y, width, height } = box;
    const rendering = values['image-rendering']!;
    return [
      node('image', {
        ...{ x: String(x), y: String(y), width: String(width), height: String(height) },
        ...(preserveAspectRatio !== undefined && {
          preserveAspectRatio: preserveAspectRatio.replace('defer', '').trim(),
        }),
        ...(/^(pixelated|crisp-edges|optimizeSpeed)$/.test(rendering) && {
          'image-rendering': 'optimizeSpeed',
        }),
        href: picture.uri,
      }),
    ];
  }
  const inner = withPrefix(picture.drawing, `p${definitions.size + 1}-`);
  for (const [id, definition] of inner.definitions) definitions.set(id, definition);
  const matrix = multiply(translation(box.x, box.y), fitted);
  const placed = isIdentity(matrix)
    ? inner.children
    : [node('g', { transform: writeMatrix(matrix) }, inner.children)];
  return inner.children.length === 0 ? [] : [node('g', { 'clip-path': clipTo(box, definitions) }, placed)];
}
