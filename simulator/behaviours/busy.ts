import { defineBehaviour } from './behaviour.ts';
import { DURATION_MS } from './limits.ts';
import { changing } from './reshaping.ts';

/** Refuses every commit, as a node does that has something else to do. */
export const busy = defineBehaviour({
  name: 'busy',
  summary: 'nacks every commit, for ever or until a time has passed',
  defaults: { forMs: 0 },
  meanings: {
    forMs: 'How long it refuses, in milliseconds from the first thing that happens to it; 0 is for ever.',
  },
  limits: { forMs: DURATION_MS },
  memory: () => ({ sinceMs: Number.NaN }),
  reshape: (planned, { options, memory, nowMs }) => {
    if (Number.isNaN(memory.sinceMs)) memory.sinceMs = nowMs;
    if (options.forMs > 0 && nowMs - memory.sinceMs >= options.forMs) return planned;
    return changing(planned, 'checkCommit', (effect) => ({ ...effect, refusal: 'busy' }));
  },
});
