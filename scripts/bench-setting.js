// Sets a text with us and with our peers, and prints how each did: bench/setting.ts.
import { runBundled } from './run-bundled.js';

await runBundled('bench/setting.ts');
