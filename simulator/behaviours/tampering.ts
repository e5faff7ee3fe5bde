import { DAMAGES, type Damage } from '../node/damage.ts';
import type { Forgery, Send } from '../node/planned.ts';
import { defineBehaviour } from './behaviour.ts';
import { SHARE } from './limits.ts';
import { NODE_MESSAGE_TYPES, says } from './reshaping.ts';
import { wordsIn } from './words.ts';

/** Far beyond any skew that a server allows. */
const HOURS_MS = 7 * 3_600_000;

/** What is rightly signed, and wrong in itself. */
const FORGERIES = {
  stale: { timestampByMs: -HOURS_MS },
  future: { timestampByMs: HOURS_MS },
  repeated_sequence: { sequence: 1 },
  unknown_type: { type: 'hello' },
} as const satisfies Record<string, Forgery>;

type Wrong = Damage | keyof typeof FORGERIES;

/** Sends messages that a server must drop: in place of the good ones, or before them. */
export const tampering = defineBehaviour({
  name: 'tampering',
  summary: 'sends damaged messages: bad signature, stale, malformed, oversize, replayed',
  defaults: { damage: 'bad_signature' as Wrong, messages: NODE_MESSAGE_TYPES, share: 1, inAddition: true },
  meanings: {
    damage: 'What is wrong with a damaged message.',
    messages: 'The types of messages that are damaged.',
    share: 'The share of these messages that is damaged.',
    inAddition: 'Whether the good message follows the damaged one; otherwise only the damaged one is sent.',
  },
  choices: { damage: [...wordsIn(DAMAGES), ...wordsIn(FORGERIES)], messages: NODE_MESSAGE_TYPES },
  limits: { share: SHARE },
  reshape: (planned, { options, random }) =>
    planned.flatMap((effect) => {
      if (!says(effect, options.messages) || !random().chance(options.share)) return effect;
      const wrong = damaged(effect, options.damage);
      return options.inAddition ? [wrong, effect] : wrong;
    }),
});

function damaged(message: Send, damage: Wrong): Send {
  if (isDamage(damage)) return { ...message, damage };
  return { ...message, forged: { ...message.forged, ...FORGERIES[damage] } };
}

function isDamage(word: string): word is Damage {
  return Object.hasOwn(DAMAGES, word);
}
