import type { Random } from '../node/random.ts';
import { defineBehaviour } from './behaviour.ts';
import { ANSWERS, later, SAYINGS, says } from './reshaping.ts';

/** Ways in which a delay varies; `jitterMs` is what it varies by. */
const DISTRIBUTIONS: Readonly<Record<string, (random: Random, delayMs: number, jitterMs: number) => number>> =
  {
    constant: (_random, delayMs) => delayMs,
    uniform: (random, delayMs, jitterMs) => random.between(delayMs, delayMs + jitterMs),
    normal: (random, delayMs, jitterMs) => random.normal(delayMs, jitterMs),
    exponential: (random, delayMs) => random.exponential(delayMs),
  };

/** Answers every server message, but late. */
export const slow = defineBehaviour({
  name: 'slow',
  summary: 'answers every server message late',
  defaults: { delayMs: 2_000, jitterMs: 500, distribution: 'uniform', messages: ANSWERS },
  choices: { distribution: Object.keys(DISTRIBUTIONS), messages: SAYINGS },
  reshape: (planned, { options, random }) =>
    planned.map((effect) => {
      if (!says(effect, options.messages)) return effect;
      const draw = DISTRIBUTIONS[options.distribution];
      return draw ? later(effect, draw(random(), options.delayMs, options.jitterMs)) : effect;
    }),
});
