import assert from 'node:assert/strict';
import type { Consumer } from './consumer.ts';

/** Five seconds, which vitest gives a test, can be too few where all tests run at once. */
const PATIENCE = '--testTimeout=60000';

/** Holds that the tests in these files pass, so many in all. @param files paths in the consumer's folder, as the next */
export async function passesNodeTest(
  consumer: Consumer,
  files: readonly string[],
  tests: number,
): Promise<void> {
  const { stdout } = await consumer.run('node', '--test', '--test-reporter=tap', ...files);
  assert.match(stdout, new RegExp(`^# pass ${tests}$`, 'm'));
  assert.match(stdout, /^# fail 0$/m);
}

/** Holds that the one test in this file passes. */
export async function passesVitest(consumer: Consumer, file: string): Promise<void> {
  const { stdout } = await consumer.run('vitest', 'run', '--reporter=json', PATIENCE, file);
  const { numPassedTests, numTotalTests } = JSON.parse(stdout);
  assert.deepEqual({ numPassedTests, numTotalTests }, { numPassedTests: 1, numTotalTests: 1 });
}

/** Holds that the one scenario of this feature passes. */
export async function passesCucumber(consumer: Consumer, feature: string, steps: string): Promise<void> {
  const { stdout } = await consumer.run('cucumber-js', feature, '--import', steps, '--format', 'summary');
  assert.match(stdout, /^1 scenario \(1 passed\)$/m);
}
