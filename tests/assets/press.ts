import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Press } from '../../src/assets/separate.ts';
import { house } from '../../src/core/house.ts';

const profileFile = path.join(house, 'templates/tabloid/newsprint.icc');

/** The press of the house template. */
export const press: Press = {
  profile: { bytes: readFileSync(profileFile) },
  profileFile: () => profileFile,
  tac: 240,
};
