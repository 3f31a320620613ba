// Measures us beside our peers and prints how each did: bench/speed.ts.
import { runBundled } from './run-bundled.js';

await runBundled('bench/speed.ts');
