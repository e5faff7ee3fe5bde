import { originOf } from '../../reports/generators/conformance/results.ts';
import type { NotRun } from '../../reports/generators/conformance/run-facts.ts';
import { LEVELS, type Level } from '../../reports/generators/conformance/verdict.ts';
import { isMachineNeed, unmetByMachine } from '../scenarios/machine-needs.ts';
import type { ResolvedTarget } from '../target-file/resolved-target.ts';
import type { Candidate } from './candidate.ts';
import { lackingRole } from './lacking-role.ts';
import { expectedMs, outOfReach } from './waits.ts';

/** What is asked of a run. */
export interface RunSelection {
  /** Ids and topics; everything where there is none. */
  readonly words: readonly string[];
  /** Those that an earlier run asks for; undefined where none does. */
  readonly rerun: readonly string[] | undefined;
  readonly wantsTags: (tags: readonly string[]) => boolean;
  /** This level and those that bind more. */
  readonly level: Level;
  readonly shard: Shard | undefined;
  /** No scenario is run that waits longer than this; undefined where the target's times are waited for, whatever they are. */
  readonly patienceMs: number | undefined;
}

/** The part `index` (from 1) of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export interface ScenarioPlan {
  /** Those that wait longest come first, so that nothing is left to wait for at the end. */
  readonly selected: readonly Candidate[];
  readonly notRun: readonly NotRun[];
  /** How many musts cannot be judged because a role is not given, by that role. */
  readonly lacking: Readonly<Record<string, number>>;
}

type Judged = { readonly candidate: Candidate } & (
  | { readonly isRun: true }
  | { readonly isRun: false; readonly why: WhyNotRun }
);

/** Why a scenario does not run. */
export type WhyNotRun = Omit<NotRun, 'id'>;

/** Says of each candidate whether it runs against a target, and why not. The same input gives the same plan. */
export function plan(
  candidates: readonly Candidate[],
  target: ResolvedTarget,
  selection: RunSelection,
): ScenarioPlan {
  const planned = planWith(
    candidates,
    selection,
    (candidate) => notApplicable(candidate, target) ?? tooLong(candidate, target, selection),
  );
  const { selected } = planned;
  return {
    ...planned,
    selected: selected.toSorted((one, other) => weight(other, target) - weight(one, target)),
  };
}

/**
 * Says of each candidate whether it runs, and why not; they keep their order.
 * @param whyNot why one that is asked for does not run
 */
export function planWith(
  candidates: readonly Candidate[],
  selection: RunSelection,
  whyNot: (candidate: Candidate) => WhyNotRun | undefined,
): ScenarioPlan {
  const judged = candidates.map((candidate): Judged => {
    const why = notSelected(candidate, selection) ?? whyNot(candidate);
    return why === undefined ? { candidate, isRun: true } : { candidate, isRun: false, why };
  });
  const runnable = judged.flatMap((each) => (each.isRun ? [each.candidate] : []));
  const mine = runnable.filter((_, index) => isInShard(index, selection.shard));
  const others = runnable.filter((candidate) => !mine.includes(candidate));
  return {
    selected: mine,
    notRun: [
      ...judged.flatMap((each) => (each.isRun ? [] : [{ id: each.candidate.id, ...each.why }])),
      ...others.map(
        ({ id }): NotRun => ({ id, verdict: 'not run', reason: 'it is in another shard', isUnchosen: true }),
      ),
    ],
    lacking: lackingRoles(judged),
  };
}

function lackingRoles(judged: readonly Judged[]): Readonly<Record<string, number>> {
  const musts: Record<string, number> = {};
  for (const each of judged) {
    if (each.isRun || each.why.lacks === undefined || each.candidate.level !== 'must') continue;
    musts[each.why.lacks] = (musts[each.why.lacks] ?? 0) + 1;
  }
  return musts;
}

/** True where a word, an id or a topic, means this candidate. */
export function means(word: string, { id, topic }: Pick<Candidate, 'id' | 'topic'>): boolean {
  return word === id || word === id.replace(/:\d+$/, '') || word === topic;
}

function notSelected(
  candidate: Candidate,
  { words, rerun, wantsTags, level }: RunSelection,
): WhyNotRun | undefined {
  const notRun = (reason: string): WhyNotRun => ({ verdict: 'not run', reason, isUnchosen: true });
  if (words.length > 0 && !words.some((word) => means(word, candidate)))
    return notRun('it was not asked for');
  if (rerun !== undefined && !rerun.some((id) => means(id, candidate)))
    return notRun('it is not to be run again');
  if (!wantsTags(candidate.tags)) return notRun('it was not asked for by its tags');
  if (LEVELS.indexOf(candidate.level) > LEVELS.indexOf(level))
    return notRun(`its level is ${candidate.level}`);
  return undefined;
}

function notApplicable({ origins, needs }: Candidate, target: ResolvedTarget): WhyNotRun | undefined {
  const { dialect, capabilities } = target;
  if (!origins.includes(originOf(dialect)))
    return { verdict: 'not applicable', reason: `it holds in another dialect than ${dialect}` };
  const ofTarget = needs.filter((need) => !isMachineNeed(need));
  const missing = ofTarget.filter((need) => !capabilities.some((capability) => capability === need));
  const lacks = lackingRole(missing, target);
  if (lacks !== undefined) return { verdict: 'not run', reason: `no ${lacks} is given`, lacks };
  if (missing.length > 0)
    return { verdict: 'not applicable', reason: `the target does not offer ${missing.join(', ')}` };
  const unmet = unmetByMachine(needs);
  if (unmet.length === 0) return undefined;
  return { verdict: 'not applicable', reason: unmet.join('; ') };
}

function tooLong(
  { waits }: Candidate,
  { timings }: ResolvedTarget,
  { patienceMs }: RunSelection,
): WhyNotRun | undefined {
  const reason = outOfReach(waits, timings);
  if (reason !== undefined) return { verdict: 'not run', reason };
  return beyondPatience(expectedMs(waits, timings), patienceMs);
}

/** Why a scenario that waits so long does not run; undefined where the patience is enough for it, or there is no end to it. */
export function beyondPatience(ms: number, patienceMs: number | undefined): WhyNotRun | undefined {
  if (patienceMs === undefined || ms <= patienceMs) return undefined;
  return {
    verdict: 'not run',
    reason: `it would wait about ${Math.round(ms / 1_000)} s, and the patience is ${Math.round(patienceMs / 1_000)} s`,
  };
}

function isInShard(index: number, shard: Shard | undefined): boolean {
  return shard === undefined || index % shard.count === shard.index - 1;
}

/** A server of its own takes long to start, too. */
function weight({ waits, needs }: Candidate, { timings }: ResolvedTarget): number {
  const startsMs = needs.some((need) => need === 'restart' || need === 'own-server' || need === 'kill')
    ? 1_000
    : 0;
  return expectedMs(waits, timings) + startsMs;
}
