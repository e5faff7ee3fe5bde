import { BEHAVIOURS } from '../../simulator/behaviours/index.ts';
import { UsageError } from '../program/errors.ts';
import { behavioursIn, fieldsIn, timedWords } from './read-words.ts';

/** A request as it travels, without its version. */
export type FleetRequest = Readonly<Record<string, unknown>>;

/** What can be told in words, by the first of them: the words behind it become a request. They throw `UsageError`. */
export const REQUESTS: Readonly<
  Record<'scale' | 'behave' | 'kill' | 'fault', (words: readonly string[], group?: string) => FleetRequest>
> = {
  scale: (words) => {
    const number = words.at(-1) ?? '';
    const [group, ...others] = words.slice(0, -1);
    if (!/^[+-]?\d{1,6}$/.test(number))
      throw new UsageError(
        `The number of nodes is '${number}'; give one such as 300, +50 or -50, behind the group where you name one.`,
      );
    if (others.length > 0)
      throw new UsageError(
        `push-harness fleet scale takes one group and a number, not '${words.join(' ')}'.`,
      );
    return {
      act: 'scale',
      nodes: Number(number),
      relative: /^[+-]/.test(number),
      ...(group !== undefined && { group }),
    };
  },
  behave: ([who = '', ...words], group) => {
    if (words.length === 0)
      throw new UsageError('push-harness fleet behave needs a behaviour behind the nodes.');
    const behaviours = behavioursIn(words, BEHAVIOURS);
    return { act: 'behave', who, behaviours, ...(group !== undefined && { group }) };
  },
  kill: (given, group) => {
    const { words, time } = timedWords(given);
    const [who, ...others] = words;
    if (who === undefined || others.length > 0)
      throw new UsageError(
        `push-harness fleet kill takes nodes with commas between them, then for and a time; not '${given.join(' ')}'.`,
      );
    return {
      act: 'kill',
      who,
      ...(group !== undefined && { group }),
      ...(time !== undefined && { for: time }),
    };
  },
  fault: ([name = '', ...given]) => {
    const { words, time } = timedWords(given);
    const until = time === undefined ? {} : { for: time };
    if (words.length === 0 && name !== 'messages') return { act: 'fault', name, ...until };
    if (words[0] === 'off') {
      if (words.length > 1 || time !== undefined)
        throw new UsageError(`Behind off nothing can stand: '${given.join(' ')}'.`);
      return { act: 'end_fault', name };
    }
    const { nodes, channel, direction, ...options } = fieldsIn(words);
    return {
      act: 'new_fault',
      fault: {
        [name]: { ...options, ...(direction !== undefined && { direction }) },
        ...(channel !== undefined && { channel }),
      },
      ...(nodes !== undefined && { who: String(nodes) }),
      ...until,
    };
  },
};
