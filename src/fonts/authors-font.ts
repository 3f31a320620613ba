/**
 * The font file that a template or an issue names: `书宋.ttf`, or `宋体.ttc#名字` for a font of a collection. Whatever the
 * file holds, the font is opened or what is wrong is reported at the place that names it; and what was chosen on the
 * author's behalf, the font of a collection and the weight of a variable font, is reported as well.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Desk } from '../core/desk.ts';
import type { Place } from '../core/place.ts';
import { findMissingTables, findUnsuitable } from './check-font.ts';
import type { Face, FaceId } from './face.ts';
import { chooseFont, type FileFont, NotAFont, readFontFile } from './font-file.ts';
import { openAuthorsFace } from './fontkit-face.ts';

/** A font file as it is named, and what for. */
export interface FontFileRequest {
  readonly role: string;
  /** The path, relative to the file `from`, and behind `#` the name or number of a font in it. */
  readonly font: string;
  readonly from: string;
  readonly place: Place;
  /** The weight that the role is to have, in the numbers of CSS. */
  readonly weight: number;
}

export interface AuthorsFont {
  readonly face: Face;
  readonly weight: number;
}

/** A larger file is no font that a page needs: the largest collections have 200 MB. */
const maxBytes = 512 * 1024 * 1024;

/** Opens an author's font. Returns undefined if it cannot be used, and reports it. In: the names of the bundled fonts. */
export async function openAuthorsFont(
  request: FontFileRequest,
  desk: Desk,
  known: readonly string[],
): Promise<AuthorsFont | undefined> {
  const { role, font, from, place, weight } = request;
  const { file, wanted } = splitFontName(font);
  const read = await desk.read(file, from, 'anywhere');
  if (!read.ok) {
    desk.report('font-missing', place, { role, font: file, known });
    return undefined;
  }
  const broken = (detail: string): undefined => {
    desk.report('font-broken', place, { role, font, detail });
  };
  if (read.bytes.length === 0) return broken('文件是空的');
  if (read.bytes.length > maxBytes) return broken('文件超过 512 MB');
  if (isType1(read.bytes)) return broken('是 Type 1 格式，已停止支持');
  try {
    const fonts = readFontFile(read.bytes);
    const chosen = chooseFont(fonts, wanted, weight);
    if (chosen === undefined) {
      desk.report('font-not-in-file', place, {
        role,
        font: file,
        wanted,
        names: fonts.map(({ name }) => name),
      });
      return undefined;
    }
    const unsuitable = findUnsuitable(chosen);
    if (unsuitable !== undefined) {
      desk.report('font-unsuitable', place, { role, font, name: chosen.name, detail: unsuitable });
      return undefined;
    }
    const missing = findMissingTables(chosen.tables);
    if (missing.length > 0) return broken(`文件不完整，缺 ${missing.join('、')} 表`);
    if (fonts.length > 1 && wanted === undefined) reportChoice(request, fonts, chosen, desk);
    return openChosen(request, chosen, authorsFaceId(file, read.bytes, fonts.indexOf(chosen)), desk);
  } catch (error) {
    return broken(error instanceof NotAFont ? '无法识别的字体格式' : '文件不完整，或已经损坏');
  }
}

/** `songti.ttc#STSongti-SC-Regular`: the file, and the font in it. */
function splitFontName(font: string): { readonly file: string; readonly wanted: string | undefined } {
  const match = /^(.*\.(?:tt[cf]|ot[cf]|woff2?))#(.+)$/i.exec(font);
  return match === null ? { file: font, wanted: undefined } : { file: match[1]!, wanted: match[2]!.trim() };
}

/** PostScript fonts of Type 1, as PFA or as PFB. */
const isType1 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x80 && bytes[1] === 0x01) ||
  Buffer.from(bytes.subarray(0, 14)).toString('latin1').startsWith('%!');

function reportChoice(
  { role, font, place }: FontFileRequest,
  fonts: readonly FileFont[],
  chosen: FileFont,
  desk: Desk,
): void {
  desk.report('font-chosen', place, { role, font, name: chosen.name, names: fonts.map(({ name }) => name) });
}

function openChosen(
  { role, font, place, weight }: FontFileRequest,
  chosen: FileFont,
  id: FaceId,
  desk: Desk,
): AuthorsFont {
  const { face, axes } = openAuthorsFace(id, chosen, weight);
  const at = axes.find(({ tag }) => tag === 'wght')?.value ?? chosen.weight;
  if (axes.length === 0) return { face, weight: at };
  desk.report('font-instance', place, { role, font, axes });
  // A file may be set at several weights.
  const instance = `${id}-${axes.map(({ value }) => Math.round(value)).join('-')}`;
  return { face: Object.create(face, { id: { value: instance } }) as Face, weight: at };
}

/** An id of name and content: two files with one name are two faces, one file is the same face in any folder. */
function authorsFaceId(file: string, bytes: Uint8Array, index: number): FaceId {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return `${path.parse(file).name}-${hash}${index > 0 ? `-${index + 1}` : ''}`;
}
