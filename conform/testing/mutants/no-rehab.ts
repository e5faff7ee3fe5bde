import { type Mutant, reshapeEffects } from './mutant.ts';

export const noRehab: Mutant = {
  summary: 'says that it sends nodes to rehab, and lets them go on',
  infect: () => reshapeEffects((effects) => effects.filter(({ type }) => type !== 'rehab')),
};
