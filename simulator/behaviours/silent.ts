import { defineBehaviour } from './behaviour.ts';
import { SAYINGS, VOTES, withoutSayings } from './reshaping.ts';

/** Never says some things: never votes, never acks a run, never tells of its end. */
export const silent = defineBehaviour({
  name: 'silent',
  summary: 'never sends messages of some types; by default it never votes',
  defaults: { on: VOTES },
  choices: { on: SAYINGS },
  reshape: (planned, { options }) => withoutSayings(planned, options.on),
});
