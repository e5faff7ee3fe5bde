import type { Size } from '../bench/run/benchmark.ts';
import type { ServerAccess } from '../bench/server/server-child.ts';

/** A server that is attacked, and the access of somebody whose requests it accepts. */
export interface AttackTarget extends ServerAccess {
  /** Of the heartbeats, and of the commands: `tcp://HOST:PORT`. */
  readonly heartbeat: string;
  readonly command: string;
}

/** What an attack has sent. */
export interface Sent {
  /** Requests, messages, connections: whatever it sends. */
  readonly count: number;
  readonly what: string;
  readonly bytes: number;
}

interface Described {
  /** `FOLDER/NAME`. */
  readonly name: string;
  /** What it does, in a line. */
  readonly about: string;
}

/**
 * Wants a server to grow or to stand still. It runs in a process of its own, ends by itself, and the frame watches the
 * server and those who do it no harm.
 */
export interface Storm extends Described {
  readonly kind: 'storm';
  run(target: AttackTarget, size: Size): Promise<Sent>;
}

/** What came of a trial: faults in sentences, none where it held. */
export interface TrialOutcome {
  readonly figure: string;
  readonly faults: readonly string[];
}

/** Wants in, or wants something lost. It starts what it needs, and says itself what held. */
export interface Trial extends Described {
  readonly kind: 'trial';
  run(size: Size, tell: (line: string) => void): Promise<TrialOutcome>;
}

export type Attack = Storm | Trial;
