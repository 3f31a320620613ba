import type { Built, Job } from '../build.ts';
import type { KeptStore } from '../core/cache.ts';
import type { PictureMaker } from '../pdf/picture-maker.ts';
import type { BuildWish, Counter } from './commands.ts';
import { keptFolder } from './kept-folder.ts';
import { isAskedFor } from './page-ranges.ts';
import { withScratchFile } from './scratch-file.ts';

export interface Inked {
  readonly bytes: Uint8Array;
  /** Pages of the newspaper; a proof has sheets besides. */
  readonly pages: number;
  readonly sheets: Built['publication']['sheets'];
}

/** Where one issue is inked. */
export interface InkRoom {
  readonly store: KeptStore | undefined;
  /** Begins to make pictures, before there are sheets to ink. */
  readonly begin: NonNullable<Job['onPictures']>;
  /** Makes the PDF of the pages asked for, or of all. Out: also why there is no place to work in. */
  readonly ink: (built: Built) => Promise<Inked | { readonly fault: string }>;
}

/** The profile could not be laid where pictures are separated by it. */
class NoPlace extends Error {}

/** Opens the room for as long as `use` needs it. */
export async function withInkRoom<T>(
  wish: BuildWish,
  { cache, version, engine, whenInterrupted }: Counter,
  use: (room: InkRoom) => Promise<T>,
): Promise<T> {
  const { openPictureMaker, writePdf } = await import('../press.ts');
  const keeps = cache !== undefined && wish.cache;
  const store = keeps ? keptFolder(cache, version, `${version} ${engine}`) : undefined;
  return withScratchFile(whenInterrupted, async (lay) => {
    let maker: PictureMaker | undefined;
    let begun = false;
    const settings = (print: Built['print']) => {
      const profileFile = () => {
        const laid = lay(print.profile.bytes);
        if ('fault' in laid) throw new NoPlace(laid.fault);
        return laid.file;
      };
      const press = { ...print, profileFile, ...(store && { store }) };
      maker ??= openPictureMaker(press, wish.profile);
      return { ...press, pictures: maker };
    };
    const begin: InkRoom['begin'] = (pictures, print) => {
      // Which pages these stand on is not known yet.
      if (pictures.length === 0 || wish.pages !== undefined) return;
      const press = settings(print);
      begun = true;
      // Drawings may fail and are tried meanwhile: the library mixes the words of two failures at once.
      for (const { image, crop, placed } of pictures)
        if (!image.vector) void press.pictures.make(image, crop, placed);
    };
    const ink: InkRoom['ink'] = async ({ publication, notes, fonts, images, print }) => {
      // What the library for pictures has ready goes its next step now: nothing else lets it until all text is inked.
      if (begun) await new Promise((goOn) => setImmediate(goOn));
      const sheets = publication.sheets.filter(
        (_, index) => wish.pages === undefined || isAskedFor(wish.pages, index + 1),
      );
      const whole = { ...publication, sheets: [...sheets, ...notes] };
      try {
        const bytes = await writePdf(whole, fonts, images, settings(print), wish.profile);
        return { bytes, pages: sheets.length, sheets: whole.sheets };
      } catch (error) {
        if (error instanceof NoPlace) return { fault: error.message };
        throw error;
      }
    };
    try {
      return await use({ store, begin, ink });
    } finally {
      // The profile's file stays as long as pictures are made by it.
      await maker?.idle();
    }
  });
}
