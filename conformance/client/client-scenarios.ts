import type { Suggest } from '../../files/settings/schema-check.ts';
import type { KnownFailure } from '../../reports/generators/conformance/run-facts.ts';
import { type Candidate, candidatesOf } from '../plan/candidate.ts';
import { checkWords } from '../plan/check-words.ts';
import { beyondPatience, planWith, type RunSelection, type ScenarioPlan } from '../plan/plan.ts';
import { loadFeaturesOf } from '../scenarios/load-features.ts';
import { clientWaitsMs } from './client-waits.ts';

/** How a client gets in. Everything else needs it. */
export const CONTACT = 'contact';

/** How it ends. Nothing can be asked of it afterwards. */
export const END = 'end';

/** The topics in the order in which a client is judged by them. */
export const CLIENT_TOPICS: readonly string[] = [
  CONTACT,
  'heartbeats',
  'jobs',
  'options',
  'refusals',
  'lives',
  END,
];

/** All scenarios about clients, in the order in which they run. */
export async function clientCandidates(): Promise<readonly Candidate[]> {
  const rank = ({ topic }: Candidate): number => CLIENT_TOPICS.indexOf(topic);
  return candidatesOf(await loadFeaturesOf('client')).toSorted((one, other) => rank(one) - rank(other));
}

/** What names scenarios about clients. */
export interface ClientWords {
  readonly selection: Pick<RunSelection, 'words' | 'rerun'>;
  readonly knownFailures: readonly Pick<KnownFailure, 'id'>[];
}

/** Holds that each word of a selection, and each known failure, means a scenario about clients. @throws ConformUsageError */
export function checkClientWords(
  { selection: { words, rerun = [] }, knownFailures }: ClientWords,
  candidates: readonly Candidate[],
  suggest: Suggest,
): void {
  checkWords(words, candidates, 'the arguments', suggest);
  checkWords(rerun, candidates, 'the file of --rerun', suggest);
  checkWords(
    knownFailures.map(({ id }) => id),
    candidates,
    'the known failures',
    suggest,
  );
}

/** Says of each scenario whether it runs, and why not. */
export function planClient(
  candidates: readonly Candidate[],
  selection: RunSelection,
  heartbeatIntervalMs: number,
): ScenarioPlan {
  return planWith(candidates, selection, ({ tags }) =>
    beyondPatience(clientWaitsMs(tags, heartbeatIntervalMs), selection.patienceMs),
  );
}
