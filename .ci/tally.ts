import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addTallies,
  EMPTY_TALLY,
  isTallyTooInconclusive,
  type Tally,
  tallyOwn,
  tallyTap,
} from '../conformance/ours/tally.ts';
import { DIALECT_NAMES } from '../protocol/dialect-name.ts';
import type { ConformanceResults } from '../reports/generators/conformance/results.ts';

/**
 * Prints `N passed, N failed` over the unit tests and the features in each dialect, as the last line of CI.
 * A result that is missing or broke off counts as one failure and is named on stderr.
 */
const OUTPUT = 'reports/output';

function read(name: string, tallyOf: (text: string) => Tally | undefined): Tally {
  const file = join(OUTPUT, name);
  const tally = existsSync(file) ? tallyOf(readFileSync(file, 'utf8')) : undefined;
  if (tally !== undefined) return tally;
  process.stderr.write(`${file}: no complete result\n`);
  return { ...EMPTY_TALLY, failed: 1 };
}

const ofFeatures = (text: string): Tally | undefined =>
  tallyOwn(JSON.parse(text) as ConformanceResults, false);
const total = [
  read('unit.tap', tallyTap),
  ...DIALECT_NAMES.map((dialect) => read(`features/${dialect}/results.json`, ofFeatures)),
].reduce(addTallies, EMPTY_TALLY);

const isTooSlow = isTallyTooInconclusive(total);
if (total.inconclusive > 0) {
  const verdict = isTooSlow ? 'which is too many' : 'which is bearable';
  process.stdout.write(
    `${total.inconclusive} inconclusive, ${verdict}: this machine was too slow for the timings of the features\n`,
  );
}
if (total.skipped > 0)
  process.stdout.write(
    `${total.skipped} skipped: this machine, or its user, does not allow what they need\n`,
  );
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 && !isTooSlow ? 0 : 1;
