import type { NodeInput } from '../node/inputs.ts';
import type { NodeEffect } from '../node/planned.ts';
import { defineBehaviour } from './behaviour.ts';
import { says } from './reshaping.ts';

/** What it still does at that moment, or undefined where it is not the moment. */
type Moment = (planned: readonly NodeEffect[], input: NodeInput) => readonly NodeEffect[] | undefined;

const after =
  (type: string): Moment =>
  (planned) =>
    planned.some((effect) => says(effect, [type])) ? planned : undefined;

const MOMENTS: Readonly<Record<string, Moment>> = {
  connected: (planned, input) =>
    input.type === 'configured' ? planned.filter((effect) => effect.type !== 'send') : undefined,
  aborted: after('aborted'),
  commit: (_planned, input) => (input.type === 'commit' ? [] : undefined),
  ack_commit: after('ack_commit'),
  run: (_planned, input) => (input.type === 'run' ? [] : undefined),
  ack_run: after('ack_run'),
};

/** Its process stands still: the connection is open and nothing is said or heard. */
export const frozen = defineBehaviour({
  name: 'frozen',
  summary: 'stands still from a moment on, its connection open; for ever or for a time',
  defaults: { when: 'aborted', afterMs: 0, forMs: null as number | null },
  choices: { when: Object.keys(MOMENTS) },
  reshape: (planned, { options, input }) => {
    const left = MOMENTS[options.when]?.(planned, input);
    if (!left) return planned;
    const freeze: NodeEffect = {
      type: 'freeze',
      ...(options.afterMs > 0 && { delayMs: options.afterMs }),
      ...(options.forMs !== null && { forMs: options.forMs }),
    };
    return [...left, freeze];
  },
});
