import { once } from 'node:events';
import { createWriteStream, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { JOURNAL_SUBFOLDER, JOURNAL_VARIABLE } from '../journal/places.ts';
import type { KeyPair } from '../protocol/signing/key-pair.ts';
import { exitCodeOf } from '../reports/generators/conformance/exit-code.ts';
import { excuseFor } from '../reports/generators/conformance/known-failures.ts';
import type { ConformanceResults } from '../reports/generators/conformance/results.ts';
import type { RunFacts } from '../reports/generators/conformance/run-facts.ts';
import { writeReports } from '../reports/generators/conformance/write-reports.ts';
import type { Suggest } from '../simulator/fleet-file/schema-problems.ts';
import { type Candidate, candidatesOf } from './plan/candidate.ts';
import { checkWords } from './plan/check-words.ts';
import { type Plan, plan, type Wish } from './plan/plan.ts';
import { cleanUp } from './run/clean-up.ts';
import { type FactsBefore, factsBefore } from './run/facts.ts';
import { drawKeyPairs } from './run/key-pairs.ts';
import { type Ended, Progress } from './run/progress.ts';
import { type RunFeatures, runFeatures } from './run/run-features.ts';
import { loadFeatures, ROOT } from './scenarios/load-features.ts';
import { loadSections } from './scenarios/sections.ts';
import { type OpenTarget, openTarget } from './target/open-target.ts';
import { type ResolvedTarget, TARGET_VARIABLE } from './target/resolved-target.ts';
import type { TargetFile } from './target/target-file.ts';

export interface ConformOptions {
  readonly target: TargetFile;
  readonly wish: Wish;
  /** How often a scenario that failed is tried again. */
  readonly retry: number;
  /** No scenario begins once one has failed that is not known to. */
  readonly failFast: boolean;
  /** Processes that run scenarios at the same time. */
  readonly parallel: number;
  /** Where reports are written; made where it is not there. */
  readonly outDir: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** The words after `push-harness` that ask for this run. */
  readonly commandLine: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the run is to end before its time, with a report of what was done. */
  readonly signal: AbortSignal;
  readonly suggest: Suggest;
  readonly onPlan?: (plan: Plan, target: ResolvedTarget) => void;
  readonly onEnded?: (ended: Ended) => void;
  /** Told what could not be done and hurts nobody's verdict. */
  readonly onRemark?: (line: string) => void;
  /** In place of new keys, for tests: one for the server's own files, then those of principals. */
  readonly drawKeys?: () => Promise<readonly KeyPair[]>;
  /** In place of Cucumber, for tests. */
  readonly run?: RunFeatures;
}

export interface Conformed {
  readonly exitCode: 0 | 1 | 4 | 70 | 130;
  readonly results: ConformanceResults;
}

/**
 * Says what would run against a target, and why the rest would not.
 * @throws ConformUsageError, TargetUnreachable, ServerUnreachable
 */
export async function planConformance(
  options: Pick<ConformOptions, 'target' | 'wish' | 'suggest'>,
): Promise<Plan> {
  const candidates = await checkedCandidates(options);
  const opened = await openTarget(options.target);
  await opened.close();
  return plan(candidates, opened.resolved, options.wish);
}

/**
 * Judges a target by the features and writes the reports.
 * @throws ConformUsageError, TargetUnreachable, ServerUnreachable before anything has run; what Cucumber throws
 */
export async function conform(options: ConformOptions): Promise<Conformed> {
  const candidates = await checkedCandidates(options);
  const [ofServer, ...keys] = await (options.drawKeys ?? drawKeyPairs)();
  // one for all of its files, and none that a principal of a scenario has
  const opened = await openTarget(options.target, async () => ofServer?.privateKey ?? '');
  try {
    return await judge(options, candidates, keys, opened);
  } finally {
    await opened.close();
  }
}

async function checkedCandidates({
  target,
  wish,
  suggest,
}: Pick<ConformOptions, 'target' | 'wish' | 'suggest'>): Promise<readonly Candidate[]> {
  const candidates = candidatesOf(await loadFeatures());
  checkWords(wish.words, candidates, 'the arguments', suggest);
  checkWords(wish.rerun ?? [], candidates, 'the file of --rerun', suggest);
  checkWords(
    target.knownFailures.map(({ id }) => id),
    candidates,
    'the known failures',
    suggest,
  );
  return candidates;
}

async function judge(
  options: ConformOptions,
  candidates: readonly Candidate[],
  keys: readonly KeyPair[],
  { resolved, admin, superuser }: OpenTarget,
): Promise<Conformed> {
  const planned = plan(candidates, resolved, options.wish);
  options.onPlan?.(planned, resolved);
  const facts = factsBefore(options, resolved, planned, await loadSections());
  await mkdir(options.outDir, { recursive: true });
  const work = await mkdtemp(join(tmpdir(), 'push-harness-conform-'));
  const messages: Envelope[] = [];
  try {
    const keysFile = join(work, 'keys.json');
    await writeFile(keysFile, JSON.stringify(keys), { mode: 0o600 });
    await runPlanned(options, { ...resolved, keysFile }, planned, candidates, facts, work, messages);
  } finally {
    await rm(work, { recursive: true });
    if (resolved.server.kind === 'external' && admin !== undefined) {
      const left = await cleanUp(admin, superuser, resolved.runId);
      for (const what of left) options.onRemark?.(`Some ${what} of this run are still there.`);
    }
  }
  const full: RunFacts = {
    ...facts,
    endedAt: new Date().toISOString(),
    interrupted: options.signal.aborted,
  };
  await writeFile(join(options.outDir, 'facts.json'), `${JSON.stringify(full, undefined, 2)}\n`);
  const results = writeReports(options.outDir, messages, full);
  return { exitCode: exitCodeOf(results), results };
}

async function runPlanned(
  options: ConformOptions,
  resolved: ResolvedTarget,
  planned: Plan,
  candidates: readonly Candidate[],
  facts: FactsBefore,
  work: string,
  messages: Envelope[],
): Promise<void> {
  const journalFolder = join(options.outDir, JOURNAL_SUBFOLDER);
  // one of an earlier run into the same folder
  await rm(journalFolder, { recursive: true, force: true });
  const stopFile = join(work, 'stop');
  const targetFile = join(work, 'target.json');
  await writeFile(
    targetFile,
    JSON.stringify({ ...resolved, patienceMs: options.wish.patienceMs, stopFile }),
    {
      mode: 0o600,
    },
  );
  const stop = (): void => writeFileSync(stopFile, '');
  options.signal.addEventListener('abort', stop, { once: true });
  const progress = new Progress(candidates);
  const written = createWriteStream(join(options.outDir, 'messages.ndjson'));
  try {
    await (options.run ?? runFeatures)({
      root: ROOT,
      selected: planned.selected.map(({ uri, line }) => `${uri}:${line}`),
      parallel: Math.min(options.parallel, Math.max(1, planned.selected.length)),
      retry: options.retry,
      env: { ...options.env, [TARGET_VARIABLE]: targetFile, [JOURNAL_VARIABLE]: journalFolder },
      stopping: options.signal,
      onMessage(envelope) {
        messages.push(envelope);
        written.write(`${JSON.stringify(envelope)}\n`);
        const ended = progress.take(envelope);
        if (ended === undefined) return;
        options.onEnded?.(ended);
        const isKnown = excuseFor(ended.candidate.id, facts).expectation === 'known failure';
        if (options.failFast && ended.outcome === 'failed' && !ended.isTriedAgain && !isKnown) stop();
      },
    });
  } finally {
    options.signal.removeEventListener('abort', stop);
    written.end();
    await once(written, 'close');
  }
}
