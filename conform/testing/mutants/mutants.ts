import { ignoresTheQuorum } from './ignores-the-quorum.ts';
import { leaksEvents } from './leaks-events.ts';
import { losesOutput } from './loses-output.ts';
import type { Mutant } from './mutant.ts';
import { noRehab } from './no-rehab.ts';
import { skipsAVote } from './skips-a-vote.ts';
import { wrongOrder } from './wrong-order.ts';

/** The servers that the features must tell from a right one, by the word that `main.ts` is given. */
export const MUTANTS = {
  'skips-a-vote': skipsAVote,
  'wrong-order': wrongOrder,
  'no-rehab': noRehab,
  'loses-output': losesOutput,
  'ignores-the-quorum': ignoresTheQuorum,
  'leaks-events': leaksEvents,
} as const satisfies Readonly<Record<string, Mutant>>;

export type MutantName = keyof typeof MUTANTS;
