import type { JobEffect } from '../../../server/job/job-effect.ts';
import { type Mutant, reshapeEffects } from './mutant.ts';

type Emit = Extract<JobEffect, { type: 'emit' }>;

export const wrongOrder: Mutant = {
  summary: 'tells of a rehab and of its cause in the wrong order',
  infect: () => reshapeEffects(swapRehabs),
};

/** Two events of one node that one message causes, one of them its rehab, change places. */
function swapRehabs(effects: readonly JobEffect[]): readonly JobEffect[] {
  const swapped = [...effects];
  const emits = effects.flatMap((effect, index) => (effect.type === 'emit' ? [{ effect, index }] : []));
  for (const [position, first] of emits.entries()) {
    const second = emits[position + 1];
    if (second === undefined || !isPair(first.effect, second.effect)) continue;
    swapped[first.index] = second.effect;
    swapped[second.index] = first.effect;
  }
  return swapped;
}

function isPair({ event: one }: Emit, { event: other }: Emit): boolean {
  const rehabs = [one, other].filter(({ name }) => name === 'rehab').length;
  return 'node' in one && 'node' in other && one.node === other.node && rehabs === 1;
}
