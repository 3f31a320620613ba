import { defineConfig } from 'vitest/config';

/** Tests that need what a bare machine has not: Debian's readers of PDF and QR, or the registry of npm. */
export default defineConfig({
  test: {
    include: ['tests/readers/**/*.test.ts'],
    // Another Node may have to be fetched first.
    testTimeout: 300_000,
    reporters: ['default', ['json', { outputFile: 'test-results/readers.json' }]],
  },
});
