import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/fixed-seed.ts'],
    exclude: ['tests/readers/**'],
    // A test may build a whole issue through the command, on a machine that does other things besides.
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'test-results/tests.json' }]],
  },
});
