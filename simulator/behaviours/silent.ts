import { defineBehaviour } from './behaviour.ts';
import { SHARE } from './limits.ts';
import { NODE_MESSAGE_TYPES, says, VOTES } from './reshaping.ts';

/** Never says some things, or says them for a share only: never votes, never acks a run, never tells of its end. */
export const silent = defineBehaviour({
  name: 'silent',
  summary: 'keeps messages of some types to itself, all or a share; by default it never votes',
  defaults: { on: VOTES, share: 1 },
  meanings: {
    on: 'The types of messages that it does not send.',
    share: 'The share of these messages that it does not send.',
  },
  choices: { on: NODE_MESSAGE_TYPES },
  limits: { share: SHARE },
  reshape: (planned, { options, random }) =>
    planned.filter((effect) => !says(effect, options.on) || !random().chance(options.share)),
});
