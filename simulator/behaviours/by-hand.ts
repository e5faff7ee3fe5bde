import type { NodeBehaviour } from './node-behaviour.ts';
import { JOB_ANSWERS } from './reshaping.ts';

/** Says nothing about jobs by itself; everything else as a healthy node does. */
export const BY_HAND = { name: 'silent', options: { on: JOB_ANSWERS } } as const satisfies NodeBehaviour;

/** Holds no job either, so that it is free for the next one as soon as the server has it available. */
export const FREE_BY_HAND: readonly NodeBehaviour[] = ['busy', BY_HAND];

/** The same, and the answer to `abort` is left to others too. */
export const DUMB_BY_HAND: readonly NodeBehaviour[] = [
  'busy',
  { name: 'silent', options: { on: [...JOB_ANSWERS, 'aborted'] } },
];
