import type { NodePhase } from '../../node/node-table.ts';
import type { AvailabilityStage, Cause, DiagnosisReport, FirstWrong } from './diagnosis.ts';
import type { NodeTrace } from './node-trace.ts';
import type { Unattributed } from './unattributed.ts';

/** Intervals after which something that should have happened by now is called missing. */
const PATIENCE_INTERVALS = 2;
/** Times in a row after which a strange thing that a healthy node may do once is its habit. */
const HABIT = 3;
/** Before refused messages, among causes and what is not attributed. */
const MESSAGE = 'message_';

/** An abort has no answer that counts. */
const UNANSWERED: ReadonlySet<Cause> = new Set(['in_rehab', 'rehab_unanswered', 'stuck_in_flight']);

/** What is known of a node that is heartbeating. */
export interface NodeVitals {
  readonly phase: NodePhase;
  readonly phaseSinceMs: number;
  readonly lastHeartbeatAtMs: number;
  /** It was idle in its present life. */
  readonly wasAvailable: boolean;
  /** As its last heartbeat said: it commits to or runs a job. */
  readonly isBusy: boolean;
  /** The job that its last heartbeat named. */
  readonly namedJobId: string | null;
  /** Heartbeats in a row that named a job which this server does not run. */
  readonly strangeHeartbeats: number;
  /** Lives in a row that ended with their first message, since another incarnation was named in the next. */
  readonly shortLives: number;
}

/** What else counts when it is found out where a node stands. */
export interface FindingContext {
  readonly nowMs: number;
  readonly heartbeatIntervalMs: number;
  readonly rehabIntervalMs: number;
  readonly unattributed: Pick<Unattributed, 'since'>;
  /** Whether anything at an address has subscribed to the heartbeats. */
  readonly subscribesFrom: (address: string) => boolean;
}

export type Finding = Pick<DiagnosisReport, 'state' | 'lastRight' | 'firstWrong'>;

/** Where a node stands. @param vitals undefined for a node that is not heartbeating */
export function findState(
  trace: NodeTrace | undefined,
  vitals: NodeVitals | undefined,
  context: FindingContext,
): Finding {
  if (vitals === undefined) return findDown(trace, context);
  return vitals.phase === 'idle' ? findAvailable(trace, vitals, context) : findRehab(trace, vitals, context);
}

function findDown(trace: NodeTrace | undefined, context: FindingContext): Finding {
  const { right, wrong } = trace ?? {};
  const state = right === undefined ? 'unknown' : 'down';
  if (wrong !== undefined) return { state, lastRight: right, firstWrong: wrong };
  if (trace === undefined || right === undefined) {
    const firstWrong = { cause: 'never_heard_of', atMs: undefined } as const;
    return { state, lastRight: undefined, firstWrong };
  }
  return { state, lastRight: right, firstWrong: { ...missingAfter(right, trace, context), atMs: undefined } };
}

/** What should have followed a stage and did not. */
function missingAfter(
  { stage, atMs }: { readonly stage: AvailabilityStage; readonly atMs: number },
  trace: NodeTrace,
  { nowMs, heartbeatIntervalMs, unattributed }: FindingContext,
): Omit<FirstWrong, 'atMs'> {
  if (stage === 'connected') return { cause: 'no_message' };
  if (stage !== 'config_fetched' && stage !== 'key_admitted') return { cause: 'heartbeats_stopped' };
  const since = unattributed.since(trace.unattributedBefore);
  const message = since.find(({ reason }) => reason.startsWith(MESSAGE));
  if (message !== undefined) {
    return { cause: 'nameless_messages', ...(message.defect && { defect: message.defect }) };
  }
  if (since.length > 0) return { cause: 'handshakes_failed' };
  return {
    cause: nowMs - atMs < PATIENCE_INTERVALS * heartbeatIntervalMs ? 'connecting' : 'never_connected',
  };
}

function findRehab(trace: NodeTrace | undefined, vitals: NodeVitals, context: FindingContext): Finding {
  const cause = isContested(trace, context) ? 'claimed_twice' : causeOfRehab(vitals, context);
  const refused = UNANSWERED.has(cause) ? refusedSince(trace, vitals.phaseSinceMs) : undefined;
  const firstWrong = refused ?? { cause, atMs: vitals.phaseSinceMs };
  return { state: 'rehab', lastRight: trace?.right, firstWrong };
}

/** A message of the node was refused: it may have been its answer to the abort. */
function refusedSince(trace: NodeTrace | undefined, sinceMs: number): FirstWrong | undefined {
  const { wrong } = trace ?? {};
  return wrong?.cause.startsWith(MESSAGE) && wrong.atMs >= sinceMs ? wrong : undefined;
}

function causeOfRehab(vitals: NodeVitals, { nowMs, rehabIntervalMs }: FindingContext): Cause {
  if (vitals.shortLives >= HABIT) return 'new_incarnations';
  if (vitals.phase === 'deferred') return 'abort_deferred';
  if (nowMs - vitals.phaseSinceMs >= PATIENCE_INTERVALS * rehabIntervalMs) {
    return vitals.isBusy ? 'stuck_in_flight' : 'rehab_unanswered';
  }
  return vitals.wasAvailable && vitals.strangeHeartbeats >= HABIT ? 'unknown_job' : 'in_rehab';
}

function findAvailable(trace: NodeTrace | undefined, vitals: NodeVitals, context: FindingContext): Finding {
  const { nowMs, heartbeatIntervalMs } = context;
  const { lastHeartbeatAtMs, strangeHeartbeats, shortLives } = vitals;
  const state = 'available';
  const onTime = { stage: 'heartbeats_on_time', atMs: lastHeartbeatAtMs } as const;
  const wrong = (cause: Cause, atMs: number | undefined): Finding => ({
    state,
    lastRight: onTime,
    firstWrong: { cause, atMs },
  });
  if (isContested(trace, context)) return wrong('claimed_twice', trace?.claimedTwiceAtMs);
  if (shortLives >= HABIT) return wrong('new_incarnations', vitals.phaseSinceMs);
  if (strangeHeartbeats >= HABIT) return wrong('unknown_job', lastHeartbeatAtMs);
  const late = nowMs - lastHeartbeatAtMs > PATIENCE_INTERVALS * heartbeatIntervalMs;
  return late
    ? { state, lastRight: trace?.right, firstWrong: { cause: 'heartbeats_late', atMs: lastHeartbeatAtMs } }
    : { state, lastRight: onTime, firstWrong: undefined };
}

/** Two processes have claimed the node lately. */
function isContested(trace: NodeTrace | undefined, { nowMs, heartbeatIntervalMs }: FindingContext): boolean {
  const atMs = trace?.claimedTwiceAtMs;
  return atMs !== undefined && nowMs - atMs < PATIENCE_INTERVALS * heartbeatIntervalMs;
}
