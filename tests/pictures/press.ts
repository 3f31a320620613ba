import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/core/package-root.ts';
import { openPictureMaker, type PictureMaker, type ScreenQuality } from '../../src/pictures/picture-maker.ts';
import type { Press } from '../../src/pictures/separate.ts';

const profileFile = path.join(packageRoot, 'templates/tabloid/newsprint.icc');

/** The press of the tabloid template. */
export const press: Press = {
  profile: { bytes: readFileSync(profileFile) },
  profileFile: () => profileFile,
  tac: 240,
};

/** A picture maker for the press, or for a screen at a quality. */
export const pictureMaker = (quality?: ScreenQuality): PictureMaker =>
  openPictureMaker({ profileFile: () => profileFile, quality, folder: undefined });
