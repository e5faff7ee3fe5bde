import { defineBehaviour } from './behaviour.ts';

/** Never answers `abort`, and goes on with what it does: a node that stays in rehab. */
export const stuck = defineBehaviour({
  name: 'stuck',
  summary: 'never answers abort, and goes on with what it does',
  /** It answers so many aborts before it gets stuck. */
  defaults: { answersFirst: 0 },
  memory: () => ({ aborts: 0 }),
  hear: (input, { options, memory }) => {
    if (input.type !== 'abort') return input;
    memory.aborts += 1;
    return memory.aborts > options.answersFirst ? { type: 'ack' } : input;
  },
});
