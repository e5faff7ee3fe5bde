import { defineBehaviour } from './behaviour.ts';
import { HOW_MANY } from './limits.ts';

/** Sends its heartbeats and does nothing that it is told, `abort` included. */
export const deaf = defineBehaviour({
  name: 'deaf',
  summary: 'sends heartbeats and ignores all other messages',
  defaults: { answersFirst: 0 },
  meanings: {
    answersFirst: 'How many aborts it answers before it goes deaf.',
  },
  limits: { answersFirst: HOW_MANY },
  memory: () => ({ aborts: 0 }),
  hear: (input, { options, memory }) => {
    if (memory.aborts < options.answersFirst) {
      if (input.type === 'abort') memory.aborts += 1;
      return input;
    }
    const told = input.type === 'commit' || input.type === 'run' || input.type === 'abort';
    // that something came it still knows, else it would look for another config
    return told ? { type: 'ack' } : input;
  },
});
