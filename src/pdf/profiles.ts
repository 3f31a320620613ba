import type { ScreenQuality } from '../pictures/picture-maker.ts';

/** What a PDF is for: the press, proofreading in the office, or the screen. */
export const profileNames = ['print', 'proof', 'screen'] as const;
export type ProfileName = (typeof profileNames)[number];

/** An output profile: the requirements on a file for one purpose. */
export interface OutputProfile {
  /** The colour space of text, rules and drawings. Inks are converted to sRGB by operators.ts. */
  readonly space: 'cmyk' | 'rgb';
  /** PDF/X-4: an embedded output intent, and its identification in the metadata. */
  readonly pressReady: boolean;
  /** The page extends beyond the trim by bleed and slug. */
  readonly bleed: boolean;
  /** Tags in reading order, bookmarks and links. */
  readonly structure: boolean;
  /** The resolution and quality of pictures as JPEG; absent if they are separated for the press. */
  readonly pictures?: ScreenQuality;
}

export const profiles: Readonly<Record<ProfileName, OutputProfile>> = {
  print: { space: 'cmyk', pressReady: true, bleed: true, structure: false },
  // A proof comes out of an office printer: enough to see whether a picture is the right one.
  proof: {
    space: 'rgb',
    pressReady: false,
    bleed: false,
    structure: false,
    pictures: { ppi: { photograph: 150, drawing: 200 }, quality: 75 },
  },
  // At a zoom of 150 %, pictures are still finer than most screens, and the file stays small.
  screen: {
    space: 'rgb',
    pressReady: false,
    bleed: false,
    structure: true,
    pictures: { ppi: { photograph: 200, drawing: 200 }, quality: 80 },
  },
};
