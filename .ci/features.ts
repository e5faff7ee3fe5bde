import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawKeyPairs } from '../conform/run/key-pairs.ts';
import { readTarget } from '../conform/target/read-target.ts';
import { resolvedOffline, TARGET_VARIABLE } from '../conform/target/resolved-target.ts';

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

/** Processes that run scenarios, beside those that deal them out: two cores are busy with so many, and no more. */
const PROCESSES = 8;

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

/** Runs one dialect; what it says is shown when it is at its end, so that two do not talk at once. */
function runDialect(dialect: Dialect, targetFile: string, parallel: number): Promise<boolean> {
  const messages = join(OUTPUT, `${dialect}.features.ndjson`);
  const args = ['--parallel', String(parallel), '-t', TAGS[dialect], '-f', `message:${messages}`];
  const child = spawn(process.execPath, ['--import', 'tsx', CUCUMBER, ...args, ...passedOn], {
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
      done(code === 0);
    });
  });
}

// an interrupt reaches Cucumber as well, which ends in order
process.on('SIGINT', () => {});
mkdirSync(OUTPUT, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'push-harness-features-'));
try {
  const keysFile = join(work, 'keys.json');
  const [, ...keys] = await drawKeyPairs();
  writeFileSync(keysFile, JSON.stringify(keys), { mode: 0o600 });
  const parallel = PROCESSES / dialects.length;
  const ran = dialects.map((dialect) => runDialect(dialect, writeTarget(work, dialect, keysFile), parallel));
  process.exitCode = (await Promise.all(ran)).every(Boolean) ? 0 : 1;
} finally {
  rmSync(work, { recursive: true });
}
