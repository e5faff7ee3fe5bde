import { defineBehaviour } from './behaviour.ts';

/** Sends its heartbeats and does nothing that it is told, `abort` included. */
export const deaf = defineBehaviour({
  name: 'deaf',
  summary: 'sends heartbeats and ignores all other messages',
  /** It answers so many aborts before it goes deaf. */
  defaults: { answersFirst: 0 },
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
