import { memoize } from '../core/cache.ts';
import type { Desk } from '../core/desk.ts';
import type { Report } from '../core/diagnostics.ts';
import type { Place } from '../core/place.ts';
import type { FontBook } from '../fonts/font-book.ts';
import type { Colour, Drawing, Shape } from './drawing.ts';
import { type ImageFile, type OpeningOptions, openImage } from './image-file.ts';
import { drawingFault, yieldToDecoder } from './resample.ts';
import { openTurns } from './turns.ts';

/** A picture as an author names it. */
interface PictureName {
  readonly path: string;
  readonly place: Place;
}

/** Identifies a picture by its name: a path is relative to the file that contains it. */
export const pictureKey = ({ path, place }: PictureName): string => `${place.file}\n${path}`;

/** Waits for the pictures. Out: each by its key, with a placeholder for each that cannot be printed. */
export type OpeningPictures = () => Promise<ReadonlyMap<string, ImageFile>>;

/**
 * Starts to open pictures, two at a time and each once; sharp decodes them in threads of its own while the caller does
 * other work. In: the fonts for the words in drawings. Messages are reported when the caller waits for the pictures, in the
 * order of the pictures.
 */
export async function beginPictures(
  pictures: readonly PictureName[],
  desk: Desk,
  fonts?: FontBook,
): Promise<OpeningPictures> {
  const opening = openAll(pictures, desk, fonts === undefined ? {} : { fonts });
  // A rejection is handled where the pictures are awaited.
  opening.catch(() => {});
  // The first decode has to start before this thread is busy.
  if (pictures.length > 0) await yieldToDecoder();
  return async () => {
    const opened = await opening;
    for (const { messages } of opened) for (const reportNow of messages) reportNow();
    return new Map(opened.map(({ key, file }) => [key, file]));
  };
}

interface Opened {
  readonly key: string;
  readonly file: ImageFile;
  readonly messages: readonly (() => void)[];
}

function openAll(
  pictures: readonly PictureName[],
  desk: Desk,
  options: OpeningOptions,
): Promise<readonly Opened[]> {
  const turns = openTurns();
  const once = new Map<string, PictureName>();
  for (const picture of pictures) if (!once.has(pictureKey(picture))) once.set(pictureKey(picture), picture);
  return Promise.all(
    [...once.values()].map(async (picture) => {
      const opened = await turns.together(() => openOne(picture, desk, { ...options, isAlone: false }));
      if (opened.file !== undefined) return { ...opened, file: opened.file };
      // What this attempt left in memory may have the reason of another.
      const { memory: _, ...cache } = desk.cache;
      const again = await turns.alone(() =>
        openOne(picture, { ...desk, cache }, { ...options, isAlone: true }),
      );
      return { ...again, file: again.file ?? missingPicture(picture.path) };
    }),
  );
}

async function openOne(picture: PictureName, desk: Desk, options: OpeningOptions) {
  const messages: (() => void)[] = [];
  const report: Report = (code, place, details) =>
    void messages.push(() => desk.report(code, place, details));
  const delayed = { ...desk, report };
  const file = await openImage(picture.path, picture.place, delayed, options);
  const printable = file !== undefined && (await isRenderable(file, picture, delayed));
  return { key: pictureKey(picture), file: printable ? file : undefined, messages };
}

/** Whether a drawing can be rendered, by rendering it on trial. Reports what is wrong. */
async function isRenderable(file: ImageFile, { path, place }: PictureName, desk: Desk): Promise<boolean> {
  if (!file.vector) return true;
  const detail = await memoize(
    desk.cache.memory,
    desk.report,
    'drawing',
    () => file.id,
    () => drawingFault(file),
  );
  if (detail !== undefined) desk.report('image-broken', place, { path, detail });
  return detail === undefined;
}

const placeholderSize = { width: 300, height: 200 };
const background: Colour = [236, 236, 236];
const lines: Colour = [140, 140, 140];

/** A grey rectangle with its diagonals, as layout sheets mark a picture that is still to come. */
const crossed: Drawing = {
  size: placeholderSize,
  shapes: [
    { steps: path([0, 0], [300, 0], [300, 200], [0, 200]), fill: { colour: background, rule: 'nonzero' } },
    diagonal([0, 0], [300, 200]),
    diagonal([300, 0], [0, 200]),
  ],
};

/**
 * A placeholder for a picture that could not be opened, so that its caption is set and checked, and a proof shows where it is
 * missing. It is never printed: the error reported for the picture prevents that.
 */
export function missingPicture(path: string): ImageFile {
  return { id: 'missing', path, bytes: new Uint8Array(), ...placeholderSize, vector: true, drawing: crossed };
}

type Corner = readonly [x: number, y: number];

function path(...corners: readonly Corner[]): Shape['steps'] {
  return corners.map(([x, y], index) => ({ to: index === 0 ? 'move' : 'line', x, y }));
}

function diagonal(from: Corner, to: Corner): Shape {
  const stroke = { colour: lines, width: 1, cap: 'butt', join: 'miter', miterLimit: 4 } as const;
  return { steps: path(from, to), stroke };
}
