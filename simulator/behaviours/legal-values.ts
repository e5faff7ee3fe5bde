import type { Behaviour, NumberLimits, OptionValue } from './behaviour.ts';

type WithOptions = Pick<Behaviour, 'defaults' | 'choices' | 'limits'>;

/** What an option may be, in words that complete "give …". */
export function legalValues({ defaults, choices, limits }: WithOptions, option: string): string {
  const byDefault = defaults[option];
  const words = choices[option];
  if (Array.isArray(byDefault)) return words === undefined ? 'a list of words' : `a list of ${listed(words)}`;
  if (words !== undefined) return `one of ${listed(words)}`;
  if (typeof byDefault === 'boolean') return 'true or false';
  if (typeof byDefault === 'string') return 'text';
  const numbers = numberWords(limits[option]);
  return byDefault === null ? `null, or ${numbers}` : numbers;
}

/** True where the option may have this value. */
export function isLegal(
  { defaults, choices, limits }: WithOptions,
  option: string,
  value: OptionValue,
): boolean {
  const byDefault = defaults[option];
  const words = choices[option];
  const isWord = (each: OptionValue) => typeof each === 'string' && (words?.includes(each) ?? true);
  if (Array.isArray(byDefault)) return Array.isArray(value) && value.every(isWord);
  if (typeof byDefault === 'string') return isWord(value);
  if (typeof byDefault === 'boolean') return typeof value === 'boolean';
  return (byDefault === null && value === null) || isWithin(value, limits[option]);
}

function isWithin(value: OptionValue, limits: NumberLimits | undefined): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (limits === undefined) return true;
  const { least, most = Number.POSITIVE_INFINITY, isWhole = false } = limits;
  return value >= least && value <= most && (!isWhole || Number.isInteger(value));
}

function numberWords(limits: NumberLimits | undefined): string {
  if (limits === undefined) return 'a number';
  const { least, most, isWhole } = limits;
  return `a ${isWhole ? 'whole ' : ''}number${most === undefined ? `, at least ${least}` : ` from ${least} to ${most}`}`;
}

function listed(words: readonly string[]): string {
  return words.join(', ');
}
