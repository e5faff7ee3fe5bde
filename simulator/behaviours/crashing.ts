import { defineBehaviour } from './behaviour.ts';
import { dying } from './dying.ts';
import { DURATION_MS } from './limits.ts';
import { leftAt, MOMENT_MEANING, MOMENT_WORDS, type MomentWord } from './moments.ts';
import { withoutScripts } from './scripts.ts';

/** Its process ends at a moment of the job: before it votes, after its ack, on the run, in the middle of it. */
export const crashing = defineBehaviour({
  name: 'crashing',
  summary: 'dies at a moment of the job; stays away, or returns as another incarnation',
  defaults: { when: 'run' as MomentWord, afterMs: 0, returnsAfterMs: null as number | null },
  meanings: {
    when: `When it dies: ${MOMENT_MEANING}`,
    afterMs: 'How long after that moment it dies, in milliseconds.',
    returnsAfterMs:
      'How long after its death it returns as a new incarnation, in milliseconds; null is never.',
  },
  choices: { when: MOMENT_WORDS },
  limits: { afterMs: DURATION_MS, returnsAfterMs: DURATION_MS },
  reshape: (planned, { options, input }) => {
    const left = leftAt(options.when, planned, input);
    return left ? [...withoutScripts(left), dying(options.afterMs, options.returnsAfterMs)] : planned;
  },
});
