import type { StormFigures } from '../figures.ts';
import type { InnocentsReport } from '../processes/innocents-child.ts';

const MB = 1_048_576;

/** What innocents see of a server that is well. */
export const CALM: InnocentsReport = { requestsMs: [5, 9], jobsMs: [60], requestFaults: [], jobFaults: [] };

/** A storm that came to nothing, with what a test makes of it. */
export function stormFigures(changes: Partial<StormFigures> = {}): StormFigures {
  return {
    sent: { count: 1_500, what: 'requests', bytes: 3 * MB },
    seconds: 10,
    idleBytes: 100 * MB,
    mostBytes: 120 * MB,
    afterBytes: 110 * MB,
    loopMs: 12,
    before: CALM,
    during: CALM,
    after: CALM,
    ended: { how: 0, errors: [] },
    ...changes,
  };
}
