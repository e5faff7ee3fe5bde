import { defineBehaviour } from './behaviour.ts';
import { dying } from './dying.ts';
import { DURATION_MS } from './limits.ts';
import { startsCommand, withoutScripts } from './scripts.ts';

/** Acks the run, then its machine goes down and comes back, as with the command `reboot`. */
export const rebooting = defineBehaviour({
  name: 'rebooting',
  summary: 'disconnects during its own run, and returns',
  defaults: { afterMs: 100, awayMs: 3_000 },
  meanings: {
    afterMs: 'How long after the start of the command its machine goes down, in milliseconds.',
    awayMs: 'How long it is away, in milliseconds.',
  },
  limits: { afterMs: DURATION_MS, awayMs: DURATION_MS },
  reshape: (planned, { options }) =>
    startsCommand(planned) ? [...withoutScripts(planned), dying(options.afterMs, options.awayMs)] : planned,
});
