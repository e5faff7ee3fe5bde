import { DURATION, fields, meant } from '../../files/settings/schema.ts';
import { BEHAVIOURS_SCHEMA } from './behaviours-schema.ts';
import { SELECTION_KEYS, SOME_TEXT } from './schema-parts.ts';

/** Something that happens once while a fleet runs. */
export const EVENT_SCHEMA = fields(
  'an event: at, and what happens',
  {
    at: meant('When it happens, from the begin of the run.', DURATION),
    kill: meant(
      'Processes of nodes end at once, without a word.',
      fields('which nodes die', {
        ...SELECTION_KEYS,
        returns_after: meant(
          'Time until they return as new incarnations. Without it they stay away.',
          DURATION,
        ),
      }),
    ),
    behave: meant(
      'Nodes behave otherwise from then on.',
      fields(
        'which nodes behave otherwise',
        {
          ...SELECTION_KEYS,
          behaviours: meant('What they do from then on, in place of what they did.', BEHAVIOURS_SCHEMA),
        },
        ['behaviours'],
      ),
    ),
    hook: meant('A program of this machine is run in the folder of the fleet file, without a shell.', {
      type: 'array',
      items: SOME_TEXT,
      minItems: 1,
      description: 'a program and its arguments in a list',
    }),
    restart_server: meant(
      'The server of target self is ended and started again, with the same data, keys and ports.',
      fields('an object, {} at least', {
        down: meant('Time between its end and its start. Default: 0s.', DURATION),
      }),
    ),
  },
  ['at'],
);
