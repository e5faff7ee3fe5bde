import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DialectName } from '../../protocol/dialect-name.ts';
import type { ConformanceResults } from '../../reports/generators/conformance/results.ts';
import { FEATURES_ROOT } from '../scenarios/load-features.ts';
import { ourselves } from '../target-file/server-process.ts';
import { addTallies, EMPTY_TALLY, isTallyTooInconclusive, type Tally, tallyOwn } from './tally.ts';
import { untilChange } from './until-change.ts';
import { readOwnWords } from './words.ts';

/**
 * Has `push-harness conform` judge our own server, in both dialects at the same time, or in those that are named: scenarios
 * wait more than they work, and what one dialect leaves of the processor the other takes. Leaves what conform leaves in
 * `reports/output/features/DIALECT/`. Only a pass is good enough for a server of ours, at every level.
 */
const OUTPUT = join(FEATURES_ROOT, 'reports/output/features');

/** Processes that run scenarios, beside those that deal them out: with more, two slow cores are late with everything. */
const PROCESSES = 6;

/** For a selection of scenarios: to start more costs longer than they save. */
const PROCESSES_OF_SELECTION = 2;

const asked = readOwnWords(process.argv.slice(2));
const children = new Set<ChildProcess>();

/** What came of the judge: the count is undefined where nothing ran, or not to the end. */
interface OwnVerdict {
  readonly code: number | null;
  readonly tally: Tally | undefined;
}

/** Judges our server in one dialect. */
async function judge(dialect: DialectName): Promise<OwnVerdict> {
  const out = join(OUTPUT, dialect);
  // of an earlier run, which would be taken for this one's
  rmSync(join(out, 'results.json'), { force: true });
  const parallel = (asked.isSelection ? PROCESSES_OF_SELECTION : PROCESSES) / asked.dialects.length;
  const words = ['conform', ...asked.words, '--out', out];
  if (!asked.words.includes('--parallel')) words.push('--parallel', String(parallel));
  words.push('--target', join(FEATURES_ROOT, `features/targets/in-process-${dialect}.yaml`));
  const [program, ...args] = ourselves();
  const child = spawn(program, [...args, ...words], {
    cwd: FEATURES_ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) =>
      process.stdout.write(`${relayed(dialect, line)}\n`),
    );
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  children.delete(child);
  const file = join(out, 'results.json');
  if (!existsSync(file)) return { code, tally: undefined };
  const results = JSON.parse(readFileSync(file, 'utf8')) as ConformanceResults;
  return { code, tally: tallyOwn(results, asked.isSelection) };
}

/** A line with its dialect before it; GitHub's runner takes an annotation at the start of a line alone. */
function relayed(dialect: DialectName, line: string): string {
  return /^::(error|warning|notice) /.test(line) ? line : `${dialect}: ${line}`;
}

/** Judges it in all dialects that are asked for. Gives the exit code. */
async function judgeAll(): Promise<number> {
  const verdicts = await Promise.all(asked.dialects.map(judge));
  if (asked.isDryRun) return verdicts.every(({ code }) => code === 0) ? 0 : 1;
  const total = verdicts
    .map(({ tally }) => tally ?? { ...EMPTY_TALLY, failed: 1 })
    .reduce(addTallies, EMPTY_TALLY);
  const isGood = total.failed === 0 && total.passed > 0 && !isTallyTooInconclusive(total);
  process.stdout.write(
    `${total.passed} passed, ${total.failed} failed, ${total.inconclusive} inconclusive, ${total.skipped} skipped\n`,
  );
  return isGood ? 0 : 1;
}

let isOver = false;
// an interrupt of the terminal reaches the children as well, which end in order
process.on('SIGINT', () => {
  isOver = true;
  if (children.size === 0) process.exit(130);
});
process.on('SIGTERM', () => {
  isOver = true;
  for (const child of children) child.kill('SIGTERM');
  if (children.size === 0) process.exit(130);
});

process.exitCode = await judgeAll();
while (asked.watches && !isOver) {
  process.stdout.write('Waiting for a change. Ctrl-C ends it.\n');
  const file = await untilChange(FEATURES_ROOT);
  process.stdout.write(`\n${file} has changed.\n`);
  process.exitCode = await judgeAll();
}
