import type { ScreenQuality } from '../pictures/screen-picture.ts';

/** What a PDF is made for: the press, the proof-readers, the screen. */
export const profileNames = ['print', 'proof', 'screen'] as const;
export type ProfileName = (typeof profileNames)[number];

/** What is asked of a file of one kind. */
export interface Profile {
  /** Four inks as they are said, or red, green and blue (operators.ts has the conversion). */
  readonly space: 'cmyk' | 'rgb';
  /** PDF/X-4: the output intent inside the file, and its name in the metadata. */
  readonly pressReady: boolean;
  /** The paper is larger than the trim by the bleed. */
  readonly bleed: boolean;
  /** Tags in reading order, bookmarks and live links. */
  readonly structure: boolean;
  /** How pictures are made for a screen; absent where they are separated for the press. */
  readonly pictures?: ScreenQuality;
}

export const profiles: Readonly<Record<ProfileName, Profile>> = {
  print: { space: 'cmyk', pressReady: true, bleed: true, structure: false },
  // A proof is printed in the office, where a picture must show whether it is the right one.
  proof: {
    space: 'rgb',
    pressReady: false,
    bleed: false,
    structure: false,
    pictures: { ppi: { photograph: 150, drawing: 200 }, quality: 75 },
  },
  // Enlarged to half as large again, pictures are still finer than most screens, and a page stays small.
  screen: {
    space: 'rgb',
    pressReady: false,
    bleed: false,
    structure: true,
    pictures: { ppi: { photograph: 200, drawing: 200 }, quality: 80 },
  },
};
