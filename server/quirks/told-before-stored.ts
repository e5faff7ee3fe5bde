import type { Clock } from '../../protocol/time/clock.ts';
import { pause } from '../../protocol/time/pause.ts';
import type { JobPolicies } from '../job/job-policies.ts';
import { drawn } from './drawn.ts';

/** How far the database lags behind the feed. Source: protocol §10, "up to a second or so". */
const LEAST_LAG_MS = 100;
const MOST_LAG_MS = 1_000;

/** Quirk `told-before-stored`: a race that is always lost, by a while that is drawn for each job. Source: protocol §10. */
export function tellBeforeStoring(clock: Clock): JobPolicies['end'] {
  let ended = 0;
  return async ({ store, tell }) => {
    tell();
    const share = drawn('told-before-stored', ended++);
    await pause(clock, LEAST_LAG_MS + share * (MOST_LAG_MS - LEAST_LAG_MS));
    await store();
  };
}
