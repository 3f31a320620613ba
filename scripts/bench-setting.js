// Sets a text with this program and with its peers and prints their figures: bench/setting.ts.
import { runBundled } from './run-bundled.js';

await runBundled('bench/setting.ts');
