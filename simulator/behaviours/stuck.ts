import { defineBehaviour } from './behaviour.ts';
import { HOW_MANY } from './limits.ts';

/** Never answers `abort`, and goes on with what it does: a node that stays in rehab. */
export const stuck = defineBehaviour({
  name: 'stuck',
  summary: 'never answers abort, and goes on with what it does',
  defaults: { answersFirst: 0 },
  meanings: {
    answersFirst: 'How many aborts it answers before it gets stuck.',
  },
  limits: { answersFirst: HOW_MANY },
  memory: () => ({ aborts: 0 }),
  hear: (input, { options, memory }) => {
    if (input.type !== 'abort') return input;
    memory.aborts += 1;
    return memory.aborts > options.answersFirst ? { type: 'ack' } : input;
  },
});
