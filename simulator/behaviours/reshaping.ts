import type { NodeMessageType, Send, VirtualNodeEffect } from '../node/planned.ts';

/** True for a message on its way out, of one of these types. */
export function says(effect: VirtualNodeEffect, types: readonly string[]): effect is Send {
  return effect.type === 'send' && types.includes(effect.content.type);
}

/** Every effect of one type changed, the others as they are. */
export function changing<T extends VirtualNodeEffect['type']>(
  planned: readonly VirtualNodeEffect[],
  type: T,
  change: (
    effect: Extract<VirtualNodeEffect, { type: T }>,
  ) => VirtualNodeEffect | readonly VirtualNodeEffect[],
): readonly VirtualNodeEffect[] {
  return planned.flatMap((effect) => (isOf(effect, type) ? change(effect) : effect));
}

/** The same effect, later by so much. */
export function later<T extends VirtualNodeEffect>(effect: T, byMs: number): T {
  return { ...effect, delayMs: (effect.delayMs ?? 0) + Math.max(0, byMs) };
}

/** The votes. */
export const VOTES: readonly NodeMessageType[] = ['ack_commit', 'nack_commit'];

/** Every message about a job that is not the way out of rehab. */
export const JOB_ANSWERS: readonly NodeMessageType[] = [
  ...VOTES,
  'ack_run',
  'nack_run',
  'succeeded',
  'failed',
];

/** Every message that answers the server: all but heartbeats. */
export const ANSWERS: readonly NodeMessageType[] = [...JOB_ANSWERS, 'aborted'];

/** Every message that a node sends. */
export const NODE_MESSAGE_TYPES: readonly NodeMessageType[] = ['heartbeat', ...ANSWERS];

function isOf<T extends VirtualNodeEffect['type']>(
  effect: VirtualNodeEffect,
  type: T,
): effect is Extract<VirtualNodeEffect, { type: T }> {
  return effect.type === type;
}
