import type { NodeInput } from '../node/inputs.ts';
import type { NodeEffect } from '../node/planned.ts';
import { defineBehaviour } from './behaviour.ts';
import { dying } from './dying.ts';
import { says } from './reshaping.ts';
import { startsCommand, withoutScripts } from './scripts.ts';

/** What is left of what it planned, or undefined where it is not the moment. */
type Moment = (planned: readonly NodeEffect[], input: NodeInput) => readonly NodeEffect[] | undefined;

const MOMENTS: Readonly<Record<string, Moment>> = {
  commit: (_planned, input) => (input.type === 'commit' ? [] : undefined),
  ack_commit: (planned) => (planned.some((effect) => says(effect, ['ack_commit'])) ? planned : undefined),
  run: (planned) => (startsCommand(planned) ? [] : undefined),
  running: (planned) => (startsCommand(planned) ? withoutScripts(planned) : undefined),
};

/** Its process ends at a moment of the job: before it votes, after its ack, on the run, in the middle of it. */
export const crashing = defineBehaviour({
  name: 'crashing',
  summary: 'dies at a moment of the job; stays away, or returns as another incarnation',
  defaults: { when: 'run', afterMs: 0, returnsAfterMs: null as number | null },
  choices: { when: Object.keys(MOMENTS) },
  reshape: (planned, { options, input }) => {
    const left = MOMENTS[options.when]?.(planned, input);
    return left ? [...left, dying(options.afterMs, options.returnsAfterMs)] : planned;
  },
});
