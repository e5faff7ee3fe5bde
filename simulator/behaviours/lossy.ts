import type { NodeEffect } from '../node/planned.ts';
import { defineBehaviour } from './behaviour.ts';
import { ANSWERS, later, SAYINGS, says } from './reshaping.ts';

/** What the server sends; such messages can be lost alone. */
const TOLD: readonly string[] = ['commit', 'run', 'abort', 'ack'];

/**
 * A bad network, seen from above the encryption: a share of the messages of some types is lost, late, or comes twice.
 * A message that comes twice is the same one, its sequence number and signature too.
 */
export const lossy = defineBehaviour({
  name: 'lossy',
  summary: 'loses, delays or duplicates a share of the messages of some types, in either direction',
  defaults: {
    messages: [...ANSWERS] as readonly string[],
    lose: 0.1,
    delay: 0,
    delayMs: 1_000,
    duplicate: 0,
  },
  choices: { messages: [...SAYINGS, ...TOLD] },
  hear: (input, { options, random }) => {
    const isMeant = TOLD.includes(input.type) && options.messages.includes(input.type);
    return isMeant && random().chance(options.lose) ? undefined : input;
  },
  reshape: (planned, { options, random }) =>
    planned.flatMap((effect): readonly NodeEffect[] => {
      if (!says(effect, options.messages)) return [effect];
      if (random().chance(options.lose)) return [];
      const sent = random().chance(options.duplicate) ? { ...effect, damage: 'replayed' as const } : effect;
      return [random().chance(options.delay) ? later(sent, options.delayMs) : sent];
    }),
});
