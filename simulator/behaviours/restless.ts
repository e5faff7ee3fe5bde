import { defineBehaviour } from './behaviour.ts';
import { changing } from './reshaping.ts';

/** Configures anew more often than its config's lifetime asks for. */
export const restless = defineBehaviour({
  name: 'restless',
  summary: 'fetches a new configuration again and again',
  defaults: { everyMs: 60_000 },
  reshape: (planned, { options }) =>
    changing(planned, 'startTimer', (effect) =>
      effect.timer === 'lifetime' ? { ...effect, betweenMs: [options.everyMs, options.everyMs] } : effect,
    ),
});
