import { DURATION, fields, meant, type Schema, textOrOther } from '../../files/settings/schema.ts';
import { BEHAVIOURS_SCHEMA } from './behaviours-schema.ts';
import { ABOVE_ZERO, NAME, PERCENT, POSITIVE, SOME_TEXT } from './schema-parts.ts';

const whitelist: Schema = {
  type: 'array',
  items: fields('a rule: match or pattern, and run', {
    match: meant('The command of a job, all of it. Such a rule goes before patterns.', {
      ...SOME_TEXT,
      description: 'the command itself',
    }),
    pattern: meant('A part of the command of a job; the first rule that fits counts.', {
      ...SOME_TEXT,
      description: 'a regular expression that is found in the command',
    }),
    run: meant('What is run instead; by default the command itself. $1 is what a pattern caught first.', {
      ...SOME_TEXT,
      description: 'what is run instead',
    }),
    lock: meant('A file: while another process holds a lock on it, the node refuses the command.', {
      ...SOME_TEXT,
      description: 'a file that must not be locked',
    }),
  }),
  description: 'a list of rules',
};

/** Nodes that are alike. */
export const GROUP_SCHEMA = fields(
  'a group of nodes',
  {
    name: meant('The name of the group; the names of its nodes begin with it.', NAME),
    count: meant('How many nodes the group has, on top of those that groups share by percent.', POSITIVE),
    percent: meant(
      'How many of every hundred nodes that groups share are in this one; rest has those that no other group asks for.',
      textOrOther({ const: 'rest', description: 'a number from 0 to 100, or rest' }, PERCENT),
    ),
    behaviours: meant(
      'What the nodes of the group do, all of it together. Default: healthy.',
      BEHAVIOURS_SCHEMA,
    ),
    whitelist: meant('The commands that these nodes accept. Without it they accept all.', whitelist),
    start: meant(
      'How fast the nodes of the group come. Without it all come at once.',
      fields('over or per_second', {
        over: meant('How long it takes until all have been started, evenly.', DURATION),
        per_second: meant('How many are started in a second.', ABOVE_ZERO),
      }),
    ),
  },
  ['name'],
);
