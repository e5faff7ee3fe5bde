import { defineBehaviour } from './behaviour.ts';
import { dying } from './dying.ts';
import { startsCommand, withoutScripts } from './scripts.ts';

/** Acks the run, then its machine goes down and comes back, as with the command `reboot`. */
export const rebooting = defineBehaviour({
  name: 'rebooting',
  summary: 'disconnects during its own run, and returns',
  defaults: { afterMs: 100, awayMs: 3_000 },
  reshape: (planned, { options }) =>
    startsCommand(planned) ? [...withoutScripts(planned), dying(options.afterMs, options.awayMs)] : planned,
});
