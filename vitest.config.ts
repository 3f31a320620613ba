import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/fixed-seed.ts'],
    exclude: ['tests/readers/**'],
    // A test may build a whole issue through the command, on a machine that does other things besides.
    testTimeout: 60_000,
    // Importing the sources for each file anew would take a third of the time. Hence no test may replace a module, which
    // another file may have imported already; it may spy on its exports, and such spies are removed after each test.
    isolate: false,
    restoreMocks: true,
    // By default one processor is left unused, which on two is half of them.
    maxWorkers: '100%',
    reporters: ['default', ['json', { outputFile: 'test-results/tests.json' }]],
  },
});
