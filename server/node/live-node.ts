import type { Availability } from './availability.ts';
import type { NodePhase } from './node-table.ts';
import type { Peer } from './peer.ts';

/** One life of a node: what its process is, and how to reach it. */
export interface Life<P extends Peer> {
  readonly incarnationId: string;
  readonly peer: P;
  /** The incarnation that this one took the place of. */
  readonly replacedIncarnationId: string | undefined;
}

/**
 * A node that is heartbeating. There may be ten thousand, so it is a record of plain fields that its owner changes, with
 * no timers or closures of its own. It outlasts the lives that replace each other, so that a node that begins ever new
 * ones takes no more room than any other.
 */
export class LiveNode<P extends Peer> {
  readonly org: string;
  readonly name: string;
  life: Life<P>;
  availability: Availability;
  phase: NodePhase = 'down';
  /** In its present life. */
  wasAvailable = false;
  /** Wall clock, as the next. */
  phaseSinceMs: number;
  lastHeartbeatAtMs: number;
  /** Of its present life: whether a heartbeat has come. */
  hasHeartbeat = false;
  /** As its last heartbeat said. */
  isBusy = false;
  namedJobId: string | null = null;
  /** Heartbeats in a row that named a job which this server does not run. */
  strangeHeartbeats = 0;
  /** Whether the present life has had more than its first message. */
  hasSpokenAgain = false;
  /** Lives in a row that ended with their first message, since another incarnation was named in the next. */
  shortLives = 0;
  /** The wheel's time: since when the lives are counted that took the place of another. */
  newLivesSinceMs = Number.NEGATIVE_INFINITY;
  newLives = 0;
  /** While it is deferred: heartbeats that are still to come before it is told to abort. */
  heartbeatsToCome = 0;
  /** The wheel's time, as the next two. */
  abortDueMs = Number.POSITIVE_INFINITY;
  checkDueMs = Number.POSITIVE_INFINITY;
  /** When the wheel wakes it next. */
  wakeDueMs = Number.POSITIVE_INFINITY;

  constructor(org: string, name: string, life: Life<P>, availability: Availability, nowMs: number) {
    this.org = org;
    this.name = name;
    this.life = life;
    this.availability = availability;
    this.phaseSinceMs = nowMs;
    this.lastHeartbeatAtMs = nowMs;
  }
}
