import type { Rule } from './rule.ts';
import { rulesOfColour } from './rules-of-colour.ts';
import { rulesOfFile } from './rules-of-file.ts';
import { rulesOfInk } from './rules-of-ink.ts';
import { rulesOfIntent } from './rules-of-intent.ts';
import { rulesOfPages } from './rules-of-pages.ts';
import { rulesOfPictures } from './rules-of-pictures.ts';
import { rulesOfText } from './rules-of-text.ts';

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
