import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/fixed-seed.ts'],
    exclude: ['tests/readers/**'],
    // A test may build a whole issue through the command, on a busy machine.
    testTimeout: 60_000,
    // Test files share the modules they import: importing and compiling them for each file takes half of the time. Hence no
    // test may mock a whole module, which another file may have imported before; it may spy on an export of it instead.
    isolate: false,
    restoreMocks: true,
    // By default Vitest leaves one processor unused, which is half of two.
    maxWorkers: '100%',
    reporters: ['default', ['json', { outputFile: 'test-results/tests.json' }]],
  },
});
