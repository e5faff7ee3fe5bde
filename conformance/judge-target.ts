import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { makeFolder } from '../files/make-folder.ts';
import { ServerUnreachable } from '../protocol/client/errors.ts';
import type { KeyPair } from '../protocol/signing/key-pair.ts';
import { exitCodeOf } from '../reports/generators/conformance/exit-code.ts';
import type { Hindrance, RunFacts } from '../reports/generators/conformance/run-facts.ts';
import { writeReports } from '../reports/generators/conformance/write-reports.ts';
import type { JudgedTarget, JudgeTargetOptions } from './judge-target-options.ts';
import { type Candidate, candidatesOf } from './plan/candidate.ts';
import { checkWords } from './plan/check-words.ts';
import { plan, type ScenarioPlan } from './plan/plan.ts';
import { factsBefore } from './run/facts.ts';
import { drawKeyPairs } from './run/key-pairs.ts';
import { leaveAsFound } from './run/leave-as-found.ts';
import { runPlanned } from './run/run-planned.ts';
import { loadFeaturesOf } from './scenarios/load-features.ts';
import { loadSections } from './scenarios/sections.ts';
import { checkTarget } from './target-file/check-target.ts';
import { openTarget, type RunAccess } from './target-file/open-target.ts';
import type { ResolvedTarget } from './target-file/resolved-target.ts';

export type { JudgedTarget, JudgeTargetOptions } from './judge-target-options.ts';

/**
 * Says what would run against a target, and why the rest would not.
 * @throws ConformUsageError, TargetUnreachable, ServerUnreachable
 */
export async function planConformance(
  options: Pick<JudgeTargetOptions, 'target' | 'selection' | 'suggest' | 'signal'>,
): Promise<ScenarioPlan> {
  const candidates = await checkedCandidates(options);
  const opened = await openTarget(options.target, { signal: options.signal });
  await opened.close();
  return plan(candidates, opened.resolved, options.selection);
}

/**
 * Judges a target by the features and writes the reports.
 * @throws ConformUsageError, TargetUnreachable, ServerUnreachable before anything has run; what Cucumber throws
 */
export async function judgeTarget(options: JudgeTargetOptions): Promise<JudgedTarget> {
  const candidates = await checkedCandidates(options);
  const [ofServer, ...keys] = await (options.drawKeys ?? drawKeyPairs)();
  // one for all of its files, and none that a principal of a scenario has
  const drawKey = async (): Promise<string> => ofServer?.privateKey ?? '';
  const opened = await openTarget(options.target, { drawKey, signal: options.signal });
  try {
    return await judge(options, candidates, keys, opened);
  } finally {
    await opened.close();
  }
}

async function checkedCandidates({
  target,
  selection,
  suggest,
}: Pick<JudgeTargetOptions, 'target' | 'selection' | 'suggest'>): Promise<readonly Candidate[]> {
  const candidates = candidatesOf(await loadFeaturesOf('server'));
  checkWords(selection.words, candidates, 'the arguments', suggest);
  checkWords(selection.rerun ?? [], candidates, 'the file of --rerun', suggest);
  checkWords(
    target.knownFailures.map(({ id }) => id),
    candidates,
    'the known failures',
    suggest,
  );
  return candidates;
}

async function judge(
  options: JudgeTargetOptions,
  candidates: readonly Candidate[],
  keys: readonly KeyPair[],
  opened: RunAccess,
): Promise<JudgedTarget> {
  const planned = plan(candidates, opened.resolved, options.selection);
  const resolved = await checked(options, opened, planned, keys);
  options.onPlan?.(planned, resolved);
  if (resolved.nodesFault !== undefined)
    options.onRemark?.(`Scenarios with nodes are not judged: ${resolved.nodesFault}.`);
  const facts = factsBefore(options, resolved, planned, await loadSections());
  makeFolder(options.outDir);
  const work = await mkdtemp(join(tmpdir(), 'push-harness-conform-'));
  const messages: Envelope[] = [];
  let hindrance: Hindrance | undefined;
  const told = {
    ...resolved,
    ...(options.selection.patienceMs !== undefined && { patienceMs: options.selection.patienceMs }),
    keysFile: join(work, 'keys.json'),
    stopFile: join(work, 'stop'),
    restartFile: join(work, 'restarting'),
    ...(options.goneAfterMs !== undefined && { goneAfterMs: options.goneAfterMs }),
  } satisfies ResolvedTarget;
  try {
    await writeFile(join(work, 'keys.json'), JSON.stringify(keys), { mode: 0o600 });
    const parts = {
      subject: { kind: 'server', told } as const,
      ended: opened.ended,
      planned,
      candidates,
      facts,
      work,
      messages,
    };
    hindrance = await runPlanned(options, parts);
  } finally {
    for (const remark of await leaveAsFound(told, opened, options.signal)) options.onRemark?.(remark);
    await rm(work, { recursive: true });
  }
  const full: RunFacts = {
    ...facts,
    endedAt: new Date().toISOString(),
    interrupted: options.signal.aborted,
    ...(hindrance !== undefined && { hindrance }),
  };
  await writeFile(join(options.outDir, 'facts.json'), `${JSON.stringify(full, undefined, 2)}\n`);
  const results = writeReports(options.outDir, messages, full);
  return { exitCode: exitCodeOf(results), results };
}

/** Nothing that does not run can be in the way. */
async function checked(
  { onRemark, signal }: JudgeTargetOptions,
  opened: RunAccess,
  { selected }: ScenarioPlan,
  [key]: readonly KeyPair[],
): Promise<ResolvedTarget> {
  if (selected.length === 0 || key === undefined) return opened.resolved;
  try {
    return await checkTarget(opened, { key, needs: selected.flatMap(({ needs }) => needs), signal });
  } catch (error) {
    // of a target that cannot be reached one sentence is enough
    if (!(error instanceof ServerUnreachable))
      for (const remark of await leaveAsFound(opened.resolved, opened, signal)) onRemark?.(remark);
    throw error;
  }
}
