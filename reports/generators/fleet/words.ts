import type { PageWords } from '../html/words.ts';
import type { PHASES } from './fleet-results.ts';

/** From when to when each latency counts. */
export const PHASE_MEANINGS: Readonly<Record<(typeof PHASES)[number], string>> = {
  start_seconds: 'from the request for a job until the server has accepted it',
  vote_seconds: 'from the start of a job to the vote of each node',
  run_seconds: 'from the start of a command to its end, on each node',
  job_seconds: 'from the start of a job to its end',
};

/** What the columns of latencies are. */
export const STATS_NOTE =
  'p50, p95 and p99: half, 95 % and 99 % of them took no longer. The names are those of metrics; push-harness metrics lists all.';

/** What a threshold's numbers are. */
export const THRESHOLDS_NOTE =
  'A threshold compares what was measured, on its left, with a limit. A dash was never measured, and a threshold with one counts as crossed.';

/** What the page of a fleet needs to be read. */
export const FLEET_WORDS: PageWords = {
  available: 'A node that is out of rehab, believes the server to be online, and has no job.',
  busy: 'A node that takes part in a job.',
  connected: 'A node with a connection that is in rehab, or believes the server to be offline.',
  starting: 'A node that has no connection yet.',
  away: 'A node whose process does not run.',
  requested: 'The nodes that the fleet file asks for.',
  vote: 'The answer of a node that is asked to take part in a job.',
  run: 'A command that a node started.',
  seed: 'With the same fleet file it makes the same choices again.',
  'target self': 'The reference server, started for this run.',
};

/** Above what was done by hand. */
export const BY_HAND_NOTE =
  'Somebody steered the fleet while it ran: what it shows is not the plan alone, and another run shows it again only with the same hands.';
