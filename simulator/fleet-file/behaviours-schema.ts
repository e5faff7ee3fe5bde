import { fields, meant, type Schema, textOrOther } from '../../files/settings/schema.ts';
import type { Behaviour, NumberLimits, OptionValue } from '../behaviours/behaviour.ts';
import { BEHAVIOURS } from '../behaviours/index.ts';
import { legalValues } from '../behaviours/legal-values.ts';

/** Behaviours, each alone or with its options. */
export const BEHAVIOURS_SCHEMA: Schema = {
  type: 'array',
  items: textOrOther(
    { enum: BEHAVIOURS.map((known) => known.name), description: 'one that push-harness behaviours lists' },
    {
      ...fields(
        'a behaviour with its options',
        Object.fromEntries(BEHAVIOURS.map((known) => [known.name, optionsSchema(known)])),
      ),
      minProperties: 1,
      maxProperties: 1,
    },
  ),
  description: 'a list of behaviours',
};

function optionsSchema(behaviour: Behaviour): Schema {
  const { summary, defaults, meanings, choices, limits } = behaviour;
  const properties = Object.entries(defaults).map(([option, byDefault]) => [
    option,
    {
      ...valueSchema(byDefault, choices[option], limits[option]),
      meaning: `${meanings[option]} Default: ${JSON.stringify(byDefault)}.`,
      description: legalValues(behaviour, option),
      default: byDefault,
    },
  ]);
  const meaning = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  const description = properties.length === 0 ? '{}, since it has no options' : 'its options';
  return meant(meaning, fields(description, Object.fromEntries(properties)));
}

function valueSchema(
  byDefault: OptionValue,
  words: readonly string[] | undefined,
  limits: NumberLimits | undefined,
): Schema {
  const word: Schema = words
    ? { type: 'string', enum: words, description: `one of ${words.join(', ')}` }
    : { type: 'string', description: 'text' };
  if (Array.isArray(byDefault)) return { type: 'array', items: word };
  if (typeof byDefault === 'string') return word;
  if (typeof byDefault === 'boolean') return { type: 'boolean' };
  const number = limits?.isWhole === true ? 'integer' : 'number';
  return {
    type: byDefault === null ? [number, 'null'] : number,
    ...(limits !== undefined && { minimum: limits.least }),
    ...(limits?.most !== undefined && { maximum: limits.most }),
  };
}
