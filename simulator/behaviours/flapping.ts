import { defineBehaviour } from './behaviour.ts';
import { dying } from './dying.ts';
import { DURATION_MS } from './limits.ts';

const TIMER = 'behaviour:flapping';

/** Comes and goes, each time as another incarnation. */
export const flapping = defineBehaviour({
  name: 'flapping',
  summary: 'comes and goes, with a time for each',
  defaults: { upMs: 10_000, downMs: 10_000 },
  meanings: {
    upMs: 'How long it stays, in milliseconds from its last configuration.',
    downMs: 'How long it is away, in milliseconds.',
  },
  limits: { upMs: DURATION_MS, downMs: DURATION_MS },
  reshape: (planned, { options, input }) => {
    if (input.type === 'configured') {
      return [...planned, { type: 'startTimer', timer: TIMER, betweenMs: [options.upMs, options.upMs] }];
    }
    const fired = input.type === 'timer' && input.timer === TIMER;
    return fired ? [...planned, dying(0, options.downMs)] : planned;
  },
});
