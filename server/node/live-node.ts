import type { Availability } from './availability.ts';
import type { NodePhase } from './node-table.ts';
import type { Peer } from './peer.ts';

/**
 * One life of a node that is heartbeating. There may be ten thousand, so it is a record of plain fields that its owner
 * changes, with no timers or closures of its own.
 */
export class LiveNode<P extends Peer> {
  readonly org: string;
  readonly name: string;
  readonly incarnationId: string;
  readonly peer: P;
  /** The incarnation that this one took the place of. */
  readonly replacedIncarnationId: string | undefined;
  availability: Availability;
  phase: NodePhase = 'down';
  /** Wall clock, as the next two. */
  phaseSinceMs: number;
  lastHeartbeatAtMs: number;
  /** Since it entered rehab. */
  abortsSent = 0;
  /** The wheel's time, as the next. */
  abortDueMs = Number.POSITIVE_INFINITY;
  checkDueMs = Number.POSITIVE_INFINITY;

  constructor(life: {
    readonly org: string;
    readonly name: string;
    readonly incarnationId: string;
    readonly peer: P;
    readonly replacedIncarnationId: string | undefined;
    readonly availability: Availability;
    readonly nowMs: number;
  }) {
    this.org = life.org;
    this.name = life.name;
    this.incarnationId = life.incarnationId;
    this.peer = life.peer;
    this.replacedIncarnationId = life.replacedIncarnationId;
    this.availability = life.availability;
    this.phaseSinceMs = life.nowMs;
    this.lastHeartbeatAtMs = life.nowMs;
  }
}
