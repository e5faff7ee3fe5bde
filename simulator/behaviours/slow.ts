import type { Random } from '../node/random.ts';
import { defineBehaviour } from './behaviour.ts';
import { DURATION_MS } from './limits.ts';
import { ANSWERS, later, NODE_MESSAGE_TYPES, says } from './reshaping.ts';
import { wordsIn } from './words.ts';

/** Ways in which a delay varies; `jitterMs` is what it varies by. */
const DISTRIBUTIONS = {
  constant: (_random, delayMs) => delayMs,
  uniform: (random, delayMs, jitterMs) => random.between(delayMs, delayMs + jitterMs),
  normal: (random, delayMs, jitterMs) => random.normal(delayMs, jitterMs),
  exponential: (random, delayMs) => random.exponential(delayMs),
} as const satisfies Record<string, (random: Random, delayMs: number, jitterMs: number) => number>;

/**
 * What was said sooner goes out sooner, since one process writes to one connection: by this much at least, since timers
 * are not exact.
 */
const APART_MS = 10;

/** Answers every server message, but late. */
export const slow = defineBehaviour({
  name: 'slow',
  summary: 'answers every server message late',
  defaults: {
    delayMs: 2_000,
    jitterMs: 500,
    distribution: 'uniform' as keyof typeof DISTRIBUTIONS,
    messages: ANSWERS,
  },
  meanings: {
    delayMs:
      'How late an answer is, in milliseconds: always (constant), at least (uniform), or on average (normal, exponential).',
    jitterMs:
      'The most that is added to the delay (uniform) or its standard deviation (normal), in milliseconds; the others ignore it.',
    distribution: 'How the delay differs from one answer to the next.',
    messages: 'The types of messages that are late.',
  },
  choices: { distribution: wordsIn(DISTRIBUTIONS), messages: NODE_MESSAGE_TYPES },
  limits: { delayMs: DURATION_MS, jitterMs: DURATION_MS },
  memory: () => ({ lastAtMs: 0 }),
  reshape: (planned, { options, random, memory, nowMs }) =>
    planned.map((effect) => {
      if (!says(effect, options.messages)) return effect;
      const draw = DISTRIBUTIONS[options.distribution];
      const byMs = Math.max(0, draw(random(), options.delayMs, options.jitterMs));
      memory.lastAtMs = Math.max(nowMs + byMs, memory.lastAtMs + APART_MS);
      return later(effect, memory.lastAtMs - nowMs);
    }),
});
