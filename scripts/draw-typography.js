// Draws the pictures of docs/typography.md through the program itself: bench/draw-typography.ts. Needs pdftoppm.
import { runBundled } from './run-bundled.js';

await runBundled('bench/draw-typography.ts');
