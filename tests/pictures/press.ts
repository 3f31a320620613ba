import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/core/package-root.ts';
import type { Press } from '../../src/pictures/separate.ts';

const profileFile = path.join(packageRoot, 'templates/tabloid/newsprint.icc');

/** The press of the tabloid template. */
export const press: Press = {
  profile: { bytes: readFileSync(profileFile) },
  profileFile: () => profileFile,
  tac: 240,
};
