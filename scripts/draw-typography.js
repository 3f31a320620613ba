// Draws the figures of docs/typography.md with this program: bench/draw-typography.ts. Needs pdftoppm.
import { runBundled } from './run-bundled.js';

await runBundled('bench/draw-typography.ts');
