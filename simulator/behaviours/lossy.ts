import type { NodeInputType } from '../node/inputs.ts';
import type { VirtualNodeEffect } from '../node/planned.ts';
import { type Arrival, defineBehaviour } from './behaviour.ts';
import { DURATION_MS, SHARE } from './limits.ts';
import { ANSWERS, later, NODE_MESSAGE_TYPES, says } from './reshaping.ts';
import { wordsIn } from './words.ts';

/** What the server says, by the word for it, and the input that it is to a node. */
const TOLD = {
  commit: 'commit',
  run: 'run',
  abort: 'abort',
  ack: 'ack',
  server_heartbeat: 'serverHeartbeat',
} as const satisfies Record<string, NodeInputType>;

const INPUT_OF: ReadonlyMap<string, NodeInputType> = new Map(Object.entries(TOLD));

/** The types of messages that can be lost, in either direction. */
export const LOSSY_MESSAGES = [...NODE_MESSAGE_TYPES, ...wordsIn(TOLD)] as const;

/**
 * A bad network, seen from above the encryption: a share of the messages of some types is lost, late, or comes twice.
 * A message of a node that comes twice is the same one, its sequence number and signature too.
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
  meanings: {
    messages:
      'The types of messages that are lost, late or doubled: those of the node, and commit, run, abort, ack and server_heartbeat of the server.',
    lose: 'The share of these messages that is lost.',
    delay: 'The share of these messages that is late.',
    delayMs: 'How late such a message is, in milliseconds.',
    duplicate: 'The share of these messages that comes twice.',
  },
  choices: { messages: LOSSY_MESSAGES },
  limits: { lose: SHARE, delay: SHARE, delayMs: DURATION_MS, duplicate: SHARE },
  hear: (input, { options, random }) => {
    if (!options.messages.some((word) => INPUT_OF.get(word) === input.type)) return input;
    const draws = random();
    if (draws.chance(options.lose)) return undefined;
    const copies = draws.chance(options.duplicate) ? 2 : 1;
    const delayMs = draws.chance(options.delay) ? options.delayMs : 0;
    if (copies === 1 && delayMs === 0) return input;
    return Array.from({ length: copies }, (): Arrival => ({ input, delayMs }));
  },
  reshape: (planned, { options, random }) =>
    planned.flatMap((effect): readonly VirtualNodeEffect[] => {
      if (!says(effect, options.messages)) return [effect];
      if (random().chance(options.lose)) return [];
      const sent = random().chance(options.duplicate) ? { ...effect, damage: 'replayed' as const } : effect;
      return [random().chance(options.delay) ? later(sent, options.delayMs) : sent];
    }),
});
