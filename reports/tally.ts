import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addTallies,
  EMPTY_TALLY,
  isTallyTooInconclusive,
  type Tally,
  tallyMessages,
  tallyTap,
} from './generators/tally.ts';

/**
 * Prints `N passed, N failed` over the unit tests and every feature run in `reports/output`, as the last line of CI.
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

const featureRuns = existsSync(OUTPUT)
  ? readdirSync(OUTPUT).filter((name) => name.endsWith('.features.ndjson'))
  : [];
const expected = new Set(['documented.features.ndjson', 'pushy-server.features.ndjson', ...featureRuns]);
const total = [read('unit.tap', tallyTap), ...[...expected].map((name) => read(name, tallyMessages))].reduce(
  addTallies,
  EMPTY_TALLY,
);

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
