// Measures speed, memory and size against the peers and prints the results: bench/speed.ts.
import { runBundled } from './run-bundled.js';

await runBundled('bench/speed.ts');
