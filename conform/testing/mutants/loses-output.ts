import { type Mutant, reshapeEffects } from './mutant.ts';

export const losesOutput: Mutant = {
  summary: 'keeps nothing of what commands wrote',
  infect: () => reshapeEffects((effects) => effects.filter(({ type }) => type !== 'storeOutput')),
};
