import type { NodeEffect, SayingType, Send } from '../node/planned.ts';

/** True for a message on its way out, of one of these types. */
export function says(effect: NodeEffect, types: readonly string[]): effect is Send {
  return effect.type === 'send' && types.includes(effect.saying.type);
}

/** Every effect of one type changed, the others as they are. */
export function changing<T extends NodeEffect['type']>(
  planned: readonly NodeEffect[],
  type: T,
  change: (effect: Extract<NodeEffect, { type: T }>) => NodeEffect | readonly NodeEffect[],
): readonly NodeEffect[] {
  return planned.flatMap((effect) => (isOf(effect, type) ? change(effect) : effect));
}

/** The same effect, later by so much. */
export function later<T extends NodeEffect>(effect: T, byMs: number): T {
  return { ...effect, delayMs: (effect.delayMs ?? 0) + Math.max(0, byMs) };
}

/** The votes. */
export const VOTES: readonly SayingType[] = ['ack_commit', 'nack_commit'];

/** Every message that answers the server: all but heartbeats. */
export const ANSWERS: readonly SayingType[] = [
  ...VOTES,
  'ack_run',
  'nack_run',
  'succeeded',
  'failed',
  'aborted',
];

/** Every message that a node sends. */
export const SAYINGS: readonly SayingType[] = ['heartbeat', ...ANSWERS];

function isOf<T extends NodeEffect['type']>(
  effect: NodeEffect,
  type: T,
): effect is Extract<NodeEffect, { type: T }> {
  return effect.type === type;
}
