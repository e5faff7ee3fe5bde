import { type Mutant, reshapeEffects } from './mutant.ts';

export const skipsAVote: Mutant = {
  summary: 'counts the vote of a node that votes no, and does not tell of it',
  infect: () =>
    reshapeEffects((effects) =>
      effects.filter(
        (effect) =>
          effect.type !== 'emit' || effect.event.name !== 'quorum_vote' || effect.event.status !== 'failure',
      ),
    ),
};
