import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Envelope } from '@cucumber/messages';
import { AttemptAgain } from '../conformance/run/attempt-again.ts';
import { drawKeyPairs } from '../conformance/run/key-pairs.ts';
import { readTarget } from '../conformance/target-file/read-target.ts';
import { resolvedOffline, TARGET_VARIABLE } from '../conformance/target-file/resolved-target.ts';
import { problemOf } from '../reports/generators/conformance/attempt.ts';
import { parseMessages } from '../reports/generators/conformance/parse-messages.ts';
import {
  addTallies,
  EMPTY_TALLY,
  isTallyTooInconclusive,
  type Tally,
  tallyMessages,
} from '../reports/generators/tally.ts';

/**
 * Runs the features against our own server in both dialects, or in those that are named, at the same time: scenarios
 * wait more than they work, and what one dialect leaves of the processor the other takes. The key pairs of principals
 * are drawn once for all processes. Words that begin with a dash, and what follows them, go to Cucumber.
 */
const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const OUTPUT = join(ROOT, 'reports/output');
const CUCUMBER = join(ROOT, 'node_modules/@cucumber/cucumber/bin/cucumber.js');

/** A scenario that is so in one dialect alone says in which. */
const TAGS = {
  documented: 'not @shipped or @documented',
  'pushy-server': 'not @documented or @shipped',
} as const;

type Dialect = keyof typeof TAGS;

const isDialect = (word: string): word is Dialect => word in TAGS;

/** Processes that run scenarios, beside those that deal them out: with more, two slow cores are late with everything. */
const PROCESSES = 6;

/** For a selection of scenarios: to start more costs longer than they save. */
const PROCESSES_OF_SELECTION = 2;

const words = process.argv.slice(2);
const toCucumber = words.findIndex((word) => word.startsWith('-'));
const named = toCucumber < 0 ? words : words.slice(0, toCucumber);
const passedOn = toCucumber < 0 ? [] : words.slice(toCucumber);
for (const word of named) {
  if (isDialect(word)) continue;
  process.stderr.write(`There is no dialect ${word}: there are ${Object.keys(TAGS).join(', ')}.\n`);
  process.exit(64);
}
const dialects = named.length === 0 ? (Object.keys(TAGS) as Dialect[]) : named.filter(isDialect);

/** The target of a dialect, with keys that are drawn. Gives the file. */
function writeTarget(work: string, dialect: Dialect, keysFile: string): string {
  const source = join(ROOT, `features/targets/in-process-${dialect}.yaml`);
  const target = readTarget(readFileSync(source, 'utf8'), source, () => undefined);
  const file = join(work, `${dialect}.json`);
  writeFileSync(file, JSON.stringify({ ...resolvedOffline(target, dialect, 'features'), keysFile }));
  return file;
}

/** How the run of a dialect went: Cucumber's exit code, and what it has left. */
interface Ran {
  readonly dialect: Dialect;
  readonly targetFile: string;
  readonly code: number | null;
  readonly messages: readonly Envelope[];
}

interface Asked {
  readonly dialect: Dialect;
  readonly targetFile: string;
  readonly parallel: number;
  /** Which scenarios: by tags, or by their places. */
  readonly selection: readonly string[];
}

/** Runs scenarios of one dialect; what it says is shown when it is at its end, so that two do not talk at once. */
function runDialect({ dialect, targetFile, parallel, selection }: Asked): Promise<Ran> {
  const file = messagesOf(dialect);
  // one of an earlier run, which would be taken for this one's where Cucumber does not come to write it
  rmSync(file, { force: true });
  const args = ['--parallel', String(parallel), '-f', `message:${file}`, ...selection];
  const child = spawn(process.execPath, ['--import', 'tsx', CUCUMBER, ...args], {
    cwd: ROOT,
    env: { ...process.env, [TARGET_VARIABLE]: targetFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => said.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes));
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => {
      process.stdout.write(`\n${dialect}\n`);
      process.stdout.write(Buffer.concat(said));
      done({ dialect, targetFile, code, messages: messagesIn(file) });
    });
  });
}

const messagesIn = (file: string): readonly Envelope[] =>
  existsSync(file) ? parseMessages(readFileSync(file, 'utf8')) : [];

const messagesOf = (dialect: Dialect): string => join(OUTPUT, `${dialect}.features.ndjson`);

/**
 * Runs again, alone, what failed while this machine was too slow, and leaves the messages of both as those of one run.
 * Gives what came of all; undefined where Cucumber itself failed.
 */
async function repeatHeldUp({ dialect, targetFile, code, messages }: Ran): Promise<Tally | undefined> {
  const merged = new AttemptAgain();
  const all = messages.flatMap((envelope) => merged.first(envelope));
  const { heldUp } = merged;
  let last = code;
  if (heldUp.length > 0) {
    process.stdout.write(`\n${heldUp.length} failed while this machine was too slow: again, alone\n`);
    const again = await runDialect({ dialect, targetFile, parallel: 0, selection: heldUp });
    all.push(...again.messages.flatMap((envelope) => merged.again(envelope)));
    last = again.code;
  }
  all.push(...merged.end());
  const text = all.map((envelope) => `${JSON.stringify(envelope)}\n`).join('');
  writeFileSync(messagesOf(dialect), text);
  const tally = tallyMessages(text);
  const hasProblem = all.some((envelope) => problemOf(envelope) !== undefined);
  const isExplained = last === 0 || (tally !== undefined && tally.failed + tally.inconclusive > 0);
  return isExplained && !hasProblem ? tally : undefined;
}

// an interrupt reaches Cucumber as well, which ends in order
process.on('SIGINT', () => {});
mkdirSync(OUTPUT, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'push-harness-features-'));
try {
  const keysFile = join(work, 'keys.json');
  const [, ...keys] = await drawKeyPairs();
  writeFileSync(keysFile, JSON.stringify(keys), { mode: 0o600 });
  const parallel = (passedOn.length > 0 ? PROCESSES_OF_SELECTION : PROCESSES) / dialects.length;
  const running = dialects.map((dialect) => {
    const targetFile = writeTarget(work, dialect, keysFile);
    return runDialect({ dialect, targetFile, parallel, selection: ['-t', TAGS[dialect], ...passedOn] });
  });
  const tallies: (Tally | undefined)[] = [];
  for (const ran of await Promise.all(running)) tallies.push(await repeatHeldUp(ran));
  const total = tallies
    .map((tally) => tally ?? { ...EMPTY_TALLY, failed: 1 })
    .reduce(addTallies, EMPTY_TALLY);
  if (total.inconclusive > 0)
    process.stdout.write(`\n${total.inconclusive} scenarios are inconclusive: this machine was too slow\n`);
  process.exitCode = total.failed === 0 && !isTallyTooInconclusive(total) ? 0 : 1;
} finally {
  rmSync(work, { recursive: true });
}
