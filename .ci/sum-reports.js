// Sums Vitest's JSON reports into the closing line, and fails if anything did.
// In: how many steps of the run failed, and the reports that should be there.
import { readFileSync } from 'node:fs';

const [failedSteps, ...files] = process.argv.slice(2);

/** A file of tests that could not even be loaded has no test to count: it counts as one that failed. */
function count(file) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    const unread = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    return { passed: numPassedTests, failed: numFailedTests + unread.length };
  } catch (error) {
    console.log(`no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
}

const counts = files.map(count);
const passed = counts.reduce((sum, each) => sum + each.passed, 0);
const failedTests = counts.reduce((sum, each) => sum + each.failed, 0);
// A step that fell for another reason than a test, such as a lint, is a failure of its own.
const failed = failedTests === 0 ? Number(failedSteps) : failedTests;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
