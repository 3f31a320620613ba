import { rulesOfColour } from './colour.ts';
import { rulesOfFile } from './file.ts';
import { rulesOfInk } from './ink.ts';
import { rulesOfIntent } from './intent.ts';
import { rulesOfPages } from './pages.ts';
import { rulesOfPictures } from './pictures.ts';
import type { Rule } from './rule.ts';
import { rulesOfText } from './text.ts';

/** All that a finished file is held to. docs/preflight.md has the same table; a test holds the two together. */
export const rules: readonly Rule[] = [
  ...rulesOfFile,
  ...rulesOfIntent,
  ...rulesOfPages,
  ...rulesOfText,
  ...rulesOfColour,
  ...rulesOfPictures,
  ...rulesOfInk,
];
