import { type Bounds, contains } from './matrix.ts';
import { isDict, isStream, type PdfDict, PdfFault, type PdfStream, type PdfValue } from './objects.ts';
import type { PdfFile } from './pdf-file.ts';

export type BoxName = 'MediaBox' | 'CropBox' | 'BleedBox' | 'TrimBox' | 'ArtBox';

export type Boxes = Readonly<Partial<Record<BoxName, Bounds>>>;

const boxNames: readonly BoxName[] = ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox'];
/** The attributes that pages inherit: ISO 32000-1, table 30. */
const inherited = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];
const maxPages = 5000;
/** Depth of the page tree. A hostile file could otherwise overflow the stack. */
const maxDepth = 100;

/**
 * Walks the page tree in order. Returns the pages' dictionaries completed by inherited attributes. A node that occurs again
 * is skipped, so a tree that contains itself ends. ISO 32000-1, 7.7.3.
 */
export function pageDicts(file: PdfFile): readonly PdfDict[] {
  const pages: PdfDict[] = [];
  const seen = new Set<PdfDict>();
  const walk = (value: PdfValue, outer: ReadonlyMap<string, PdfValue>, depth: number) => {
    const dict = file.resolve(value);
    if (!isDict(dict) || seen.has(dict) || pages.length >= maxPages || depth > maxDepth) return;
    seen.add(dict);
    const attributes = new Map(outer);
    for (const key of inherited) {
      const found = dict.map.get(key);
      if (found !== undefined) attributes.set(key, found);
    }
    const kids = file.get(dict, 'Kids');
    if (kids === null) pages.push({ kind: 'dict', map: new Map([...attributes, ...dict.map]) });
    else for (const kid of file.list(kids)) walk(kid, attributes, depth + 1);
  };
  walk(file.get(file.dict(file.trailer.map.get('Root')), 'Pages'), new Map(), 0);
  return pages;
}

/** Compares the page tree's Count with the pages found. Returns the difference in Chinese, if there is one. */
export function pageCountFault(file: PdfFile, found: number): string | undefined {
  const root = file.dict(file.trailer.map.get('Root'));
  const count = file.number(file.get(file.dict(root?.map.get('Pages')), 'Count'));
  return count === found ? undefined : `文件写明 ${count ?? '不明'} 页，实际读出 ${found} 页`;
}

/** The boxes in a page's dictionary, in points. */
export function boxesOf(file: PdfFile, { map }: PdfDict): Boxes {
  const boxes: Partial<Record<BoxName, Bounds>> = {};
  for (const name of boxNames) {
    const box = boxOf(file, map.get(name));
    if (box !== undefined) boxes[name] = box;
  }
  return boxes;
}

/** Writers round boxes to two or three decimals. */
const boxSlack = 0.02;

/** Checks that the MediaBox contains the BleedBox, and that the TrimBox. Returns a fault in Chinese. 14.11.2. */
export function boxOrderFault({ MediaBox, BleedBox, TrimBox }: Boxes): string | undefined {
  if (MediaBox === undefined) return '没有纸张尺寸（MediaBox）';
  if (BleedBox !== undefined && !contains(MediaBox, BleedBox, boxSlack)) return '出血框超出纸张';
  const outer = BleedBox ?? MediaBox;
  return TrimBox === undefined || contains(outer, TrimBox, boxSlack) ? undefined : '成品框超出出血框';
}

function boxOf(file: PdfFile, value: PdfValue | undefined): Bounds | undefined {
  const sides = file.list(value).map(file.number);
  const [a, b, c, d] = sides;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return { left: Math.min(a, c), bottom: Math.min(b, d), right: Math.max(a, c), top: Math.max(b, d) };
}

/**
 * Decodes a page's content. Several streams are joined by white space: ISO 32000-1, 7.8.2. Returns also a fault, in
 * Chinese, if one of them is missing or malformed.
 */
export function contentOf(
  file: PdfFile,
  dict: PdfDict,
): { readonly bytes: Uint8Array; readonly fault?: string } {
  const value = file.get(dict, 'Contents');
  const all = isStream(value) ? [value] : file.list(value).map(file.resolve);
  const streams = all.filter(isStream);
  try {
    const bytes = Buffer.concat(
      streams.flatMap((stream) => [decodeContent(file, stream), Buffer.from('\n')]),
    );
    return streams.length < all.length ? { bytes, fault: '缺少一部分页面内容' } : { bytes };
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    return { bytes: new Uint8Array(), fault: error.message };
  }
}

function decodeContent(file: PdfFile, stream: PdfStream): Uint8Array {
  const { bytes, imageFilter } = file.decode(stream);
  if (imageFilter !== undefined) throw new PdfFault(`页面内容用 ${imageFilter} 压缩，无法读取`);
  return bytes;
}
