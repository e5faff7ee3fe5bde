import { defineBehaviour } from './behaviour.ts';
import { DURATION_MS } from './limits.ts';
import { changing } from './reshaping.ts';

/** Configures anew more often than its config's lifetime asks for. */
export const restless = defineBehaviour({
  name: 'restless',
  summary: 'fetches a new configuration again and again',
  defaults: { everyMs: 60_000 },
  meanings: {
    everyMs: 'How long it uses a configuration before it fetches the next one, in milliseconds.',
  },
  limits: { everyMs: DURATION_MS },
  reshape: (planned, { options }) =>
    changing(planned, 'startTimer', (effect) =>
      effect.timer === 'lifetime' ? { ...effect, betweenMs: [options.everyMs, options.everyMs] } : effect,
    ),
});
