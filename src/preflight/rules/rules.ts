import { colourRules } from './colour-rules.ts';
import { fileRules } from './file-rules.ts';
import { imageRules } from './image-rules.ts';
import { inkRules } from './ink-rules.ts';
import { intentRules } from './intent-rules.ts';
import { pageRules } from './page-rules.ts';
import type { Rule } from './rule.ts';
import { textRules } from './text-rules.ts';

/** All that a finished file is held to. docs/preflight.md has the same table; a test holds the two together. */
export const rules: readonly Rule[] = [
  ...fileRules,
  ...intentRules,
  ...pageRules,
  ...textRules,
  ...colourRules,
  ...imageRules,
  ...inkRules,
];
