import { DURATION, fields, meant, type Schema } from '../../files/settings/schema.ts';

export const SOME_TEXT: Schema = { type: 'string', minLength: 1, description: 'text' };
export const FLAG: Schema = { type: 'boolean', description: 'true or false' };
export const NAME: Schema = {
  type: 'string',
  pattern: '^[A-Za-z0-9_.-]+$',
  description: 'a name of letters, digits, dots, dashes and underscores',
};
/** A number from 0 on. */
export const COUNT: Schema = { type: 'integer', minimum: 0, description: 'a whole number, at least 0' };
/** A number from 1 on. */
export const POSITIVE: Schema = { type: 'integer', minimum: 1, description: 'a whole number, at least 1' };
export const PERCENT: Schema = {
  type: 'number',
  minimum: 0,
  maximum: 100,
  description: 'a number from 0 to 100',
};
/** A number that something can be divided by. */
export const ABOVE_ZERO: Schema = { type: 'number', exclusiveMinimum: 0, description: 'a number above 0' };

const names: Schema = { type: 'array', items: NAME, minItems: 1 };

/** Keys that say which nodes are meant. */
export const SELECTION_KEYS: Readonly<Record<string, Schema>> = {
  groups: meant('Groups whose nodes are meant. Without groups and names all nodes are.', {
    ...names,
    description: 'names of groups in a list',
  }),
  names: meant('Nodes that are meant, beside those of the groups.', {
    ...names,
    description: 'names of nodes in a list',
  }),
  percent: meant(
    'How many of every hundred of these nodes are drawn, rounded up; all of them without percent and count.',
    PERCENT,
  ),
  count: meant('How many of these nodes are drawn; all of them without percent and count.', POSITIVE),
};

export const SELECTION = fields('nodes by groups, names, percent and count', SELECTION_KEYS);

/** A level that rises, stays and falls. @param of what the level is, such as "jobs a minute" */
export function stagesSchema(of: string, level: Schema): Schema {
  return {
    type: 'array',
    items: fields('a stage: to and over, or hold', {
      to: meant(`The number of ${of} at the end of the stage; it is 0 before the first.`, {
        ...level,
        description: `a ${level.type === 'integer' ? 'whole number' : 'number'} of ${of}, at least 0`,
      }),
      over: meant('How long it takes to get there, evenly; without it at once.', DURATION),
      hold: meant('How long the number stays as it is.', DURATION),
    }),
    minItems: 1,
    description: 'a list of stages such as { to: 500, over: 2m }, { hold: 5m }',
  };
}
