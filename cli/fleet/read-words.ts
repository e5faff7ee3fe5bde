import { parseDuration } from '../../files/settings/duration.ts';
import type { BehaviourOptionValues } from '../../simulator/behaviours/behaviour.ts';
import { suggestion } from '../options/suggestion.ts';
import { UsageError } from '../program/errors.ts';

/** Words, and the time behind `for` at their end. */
export interface TimedWords {
  readonly words: readonly string[];
  /** As fleet files write it. */
  readonly time: string | undefined;
}

/** Takes `for 30s` from the end of what was said. @throws UsageError */
export function timedWords(words: readonly string[]): TimedWords {
  const at = words.lastIndexOf('for');
  if (at < 0) return { words, time: undefined };
  const [time, ...more] = words.slice(at + 1);
  if (time === undefined || more.length > 0 || parseDuration(time) === undefined)
    throw new UsageError(
      `Behind for stands '${words.slice(at + 1).join(' ')}'; give a duration such as 500ms, 10s, 1m30s or 1h, and nothing behind it.`,
    );
  return { words: words.slice(0, at), time };
}

/** A behaviour that can be had, as far as its options are concerned. */
export interface KnownOptions {
  readonly name: string;
  readonly defaults: BehaviourOptionValues;
}

/**
 * Behaviours with the options behind each: `slow delayMs=5000 failing`. A value is read as its default asks for.
 * @throws UsageError
 */
export function behavioursIn(
  words: readonly string[],
  known: readonly KnownOptions[],
): readonly Readonly<Record<string, BehaviourOptionValues>>[] {
  const found: { readonly behaviour: KnownOptions; readonly options: Record<string, unknown> }[] = [];
  for (const word of words) {
    const [name = '', value] = halves(word);
    const last = found.at(-1);
    if (value === undefined) {
      const behaviour = known.find((each) => each.name === name);
      if (behaviour === undefined)
        throw new UsageError(
          unknownText(
            'behaviour',
            name,
            known.map((each) => each.name),
            'push-harness behaviours lists them',
          ),
        );
      found.push({ behaviour, options: {} });
      continue;
    }
    if (last === undefined)
      throw new UsageError(`The option ${word} stands before any behaviour: put it behind its own.`);
    const { behaviour, options } = last;
    const byDefault = behaviour.defaults[name];
    if (byDefault === undefined) {
      const names = Object.keys(behaviour.defaults);
      throw new UsageError(
        unknownText(
          `option of ${behaviour.name}`,
          name,
          names,
          names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`,
        ),
      );
    }
    options[name] = optionValue(value, byDefault);
  }
  return found.map(({ behaviour, options }) => ({ [behaviour.name]: options as BehaviourOptionValues }));
}

/** `lose=50 types=commit,run` as fleet files have it. @throws UsageError */
export function fieldsIn(words: readonly string[]): Readonly<Record<string, unknown>> {
  const entries = words.map((word): readonly [string, unknown] => {
    const [name = '', value] = halves(word);
    if (value === undefined)
      throw new UsageError(`'${word}' is no option of a fault; write it as NAME=VALUE.`);
    if (name === 'types') return [name, value.split(',')];
    if (/^\d+(\.\d+)?$/.test(value)) return [name, Number(value)];
    return [name, value === 'true' ? true : value === 'false' ? false : value];
  });
  return Object.fromEntries(entries);
}

function halves(word: string): readonly [string, string?] {
  const at = word.indexOf('=');
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

function optionValue(text: string, byDefault: BehaviourOptionValues[string]): unknown {
  if (Array.isArray(byDefault)) return text.split(',');
  if (typeof byDefault === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (byDefault === null && text === 'null') return null;
  const isNumber = byDefault === null || typeof byDefault === 'number';
  return isNumber && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function unknownText(what: string, name: string, known: readonly string[], others: string): string {
  const meant = suggestion(name, known);
  return `There is no ${what} '${name}'; ${meant === undefined ? `${others}.` : `did you mean ${meant}?`}`;
}
