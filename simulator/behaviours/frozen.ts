import type { VirtualNodeEffect } from '../node/planned.ts';
import { defineBehaviour } from './behaviour.ts';
import { DURATION_MS } from './limits.ts';
import { leftAt, MOMENT_MEANING, MOMENT_WORDS, type MomentWord } from './moments.ts';

/** Its process stands still: the connection is open and nothing is said or heard. */
export const frozen = defineBehaviour({
  name: 'frozen',
  summary: 'stands still from a moment on, its connection open; for ever or for a time',
  defaults: { when: 'aborted' as MomentWord, afterMs: 0, forMs: null as number | null },
  meanings: {
    when: `When it stands still: ${MOMENT_MEANING}`,
    afterMs: 'How long after that moment it stands still, in milliseconds.',
    forMs: 'How long it stands still, in milliseconds; null is for ever.',
  },
  choices: { when: MOMENT_WORDS },
  limits: { afterMs: DURATION_MS, forMs: DURATION_MS },
  reshape: (planned, { options, input }) => {
    const left = leftAt(options.when, planned, input);
    if (!left) return planned;
    const freeze: VirtualNodeEffect = {
      type: 'freeze',
      ...(options.afterMs > 0 && { delayMs: options.afterMs }),
      ...(options.forMs !== null && { forMs: options.forMs }),
    };
    return [...left, freeze];
  },
});
