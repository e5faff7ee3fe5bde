/**
 * `down` is a node of which nothing is kept: one that was never there, or that ceased to heartbeat. `deferred` is one that
 * is due for rehab and is not told so yet: it runs a command, and has not shown that it hears this server (`deferral.ts`).
 */
export type NodePhase = 'down' | 'deferred' | 'rehab' | 'idle';

export type NodeInput =
  /** Its first valid message; the message itself follows. */
  | 'appeared'
  /** The same, and the message says that the node runs a command. */
  | 'appearedRunning'
  /** As the first, of a node that begins more lives in a rehab interval than are told to abort at once. */
  | 'appearedTooOften'
  /** The same, and the message says that the node runs a command. */
  | 'appearedRunningTooOften'
  /** A deferred node has ended its command, or has shown that it hears this server. */
  | 'mayAbort'
  /** A message of the same incarnation came from another address. */
  | 'moved'
  /** A message of another incarnation came: the node's process was restarted. */
  | 'replaced'
  /** A heartbeat names a job that is not in progress, or a message belongs to one. */
  | 'unknownJob'
  /** A job orders rehab. */
  | 'rehabOrdered'
  /** The time between two aborts has passed. */
  | 'abortDue'
  | 'aborted'
  /** Any other message for a job. */
  | 'answered'
  /** Too few heartbeats came. */
  | 'silent'
  /** Its client was deleted or has another key, or it takes nothing of what is sent to it. */
  | 'shutOut';

export type NodeEffect =
  /** It heartbeats from now on. */
  | 'showUp'
  /** It does not any more. */
  | 'showDown'
  /** It answered its rehab, and may take part in jobs. */
  | 'showAvailable'
  | 'sendAbort'
  /** The abort is sent when the rehab interval is over in which the node has begun too many lives. */
  | 'putOffAbort'
  | 'sendAck'
  /** Every job is told that the node is down. */
  | 'tellJobsDown'
  /** The message goes to the job it names, which may not be in progress: then it is an `unknownJob`. */
  | 'offerToJob'
  /** The message goes to the job it names if that job is in progress; otherwise nothing happens. */
  | 'offerToJobInProgress'
  /** The message goes to the job it names only if that job still waits for the node. */
  | 'offerToWaitingJob';

export interface NodeCell {
  readonly next?: NodePhase;
  readonly effects: readonly NodeEffect[];
}

export type NodeTransitionTable = Readonly<Record<NodeInput, Readonly<Record<NodePhase, NodeCell>>>>;

const NOTHING: NodeCell = { effects: [] };
const TO_REHAB: NodeCell = { next: 'rehab', effects: ['sendAbort'] };
const ENDS: NodeCell = { next: 'down', effects: ['tellJobsDown'] };
const GOES_DOWN: NodeCell = { next: 'down', effects: ['showDown', 'tellJobsDown'] };
const ADOPTED: NodeCell = { effects: ['sendAck'] };
const ANSWERS: NodeCell = { effects: ['offerToJob'] };
const ANSWERS_REHAB: NodeCell = { next: 'idle', effects: ['showAvailable', 'offerToWaitingJob'] };

/**
 * What happens to a node as the server sees it. In rehab no further abort is sent for further reasons: the next one is
 * on its way. Source: protocol §5.
 */
export const NODE: NodeTransitionTable = {
  appeared: {
    down: { next: 'rehab', effects: ['showUp', 'sendAbort'] },
    deferred: NOTHING,
    rehab: NOTHING,
    idle: NOTHING,
  },
  // the ack is the sign that the encrypted channel works, which is otherwise the abort
  appearedRunning: {
    down: { next: 'deferred', effects: ['showUp', 'sendAck'] },
    deferred: NOTHING,
    rehab: NOTHING,
    idle: NOTHING,
  },
  // it was up until now, and is shown so
  appearedTooOften: {
    down: { next: 'rehab', effects: ['putOffAbort'] },
    deferred: NOTHING,
    rehab: NOTHING,
    idle: NOTHING,
  },
  appearedRunningTooOften: {
    down: { next: 'deferred', effects: [] },
    deferred: NOTHING,
    rehab: NOTHING,
    idle: NOTHING,
  },
  mayAbort: { down: NOTHING, deferred: TO_REHAB, rehab: NOTHING, idle: NOTHING },
  moved: { down: NOTHING, deferred: ADOPTED, rehab: ADOPTED, idle: ADOPTED },
  // it is up again in the same moment, so it is not shown as down
  replaced: { down: NOTHING, deferred: ENDS, rehab: ENDS, idle: ENDS },
  unknownJob: { down: NOTHING, deferred: NOTHING, rehab: NOTHING, idle: TO_REHAB },
  rehabOrdered: { down: NOTHING, deferred: NOTHING, rehab: NOTHING, idle: TO_REHAB },
  abortDue: { down: NOTHING, deferred: NOTHING, rehab: { effects: ['sendAbort'] }, idle: NOTHING },
  aborted: {
    down: NOTHING,
    deferred: ANSWERS_REHAB,
    rehab: ANSWERS_REHAB,
    idle: { effects: ['offerToJobInProgress'] },
  },
  answered: { down: NOTHING, deferred: ANSWERS, rehab: ANSWERS, idle: ANSWERS },
  silent: { down: NOTHING, deferred: GOES_DOWN, rehab: GOES_DOWN, idle: GOES_DOWN },
  shutOut: { down: NOTHING, deferred: GOES_DOWN, rehab: GOES_DOWN, idle: GOES_DOWN },
};

/** The next phase, and what is to be done, in order. */
export function nodeTransition(
  phase: NodePhase,
  input: NodeInput,
  table: NodeTransitionTable = NODE,
): { readonly phase: NodePhase; readonly effects: readonly NodeEffect[] } {
  const { next = phase, effects } = table[input][phase];
  return { phase: next, effects };
}
