import type { Clock } from '../../protocol/time/clock.ts';
import type { RefusalReason } from '../../protocol/wire/parsed.ts';
import type { NodeWatcher } from '../node/node-effects.ts';
import type { NodePhase } from '../node/node-table.ts';
import type {
  AvailabilityStage,
  Cause,
  ConfigRefusal,
  Diagnosis,
  DiagnosisNote,
  DiagnosisReport,
} from './diagnosis.ts';
import { AVAILABLE, adviceFor, NOTES, naming } from './diagnosis-text.ts';
import { type NodeTrace, NodeTraces } from './node-trace.ts';
import type { SessionEnd } from './sessions.ts';
import { type Tallied, tally } from './tally.ts';

/** Intervals after which something that should have happened by now is called missing. */
const PATIENCE_INTERVALS = 2;

/** What is known of a node that is heartbeating. */
export interface NodeVitals {
  readonly phase: NodePhase;
  readonly phaseSinceMs: number;
  readonly lastHeartbeatAtMs: number;
}

export interface NodeDiagnosisOptions {
  readonly clock: Clock;
  readonly heartbeatIntervalMs: number;
  readonly rehabIntervalMs: number;
  readonly curveEnabled: boolean;
  /** Undefined for a node that is not heartbeating. */
  readonly vitals: (org: string, node: string) => NodeVitals | undefined;
  /** Connections that failed to encrypt since the server started, of whomever. */
  readonly handshakesFailed: () => number;
}

type Finding = Pick<DiagnosisReport, 'state' | 'lastRight' | 'firstWrong'>;

/** Remembers how far each node came, and says why it is not available. */
export class NodeDiagnosis implements Diagnosis, NodeWatcher {
  readonly #options: NodeDiagnosisOptions;
  readonly #traces = new NodeTraces();

  constructor(options: NodeDiagnosisOptions) {
    this.#options = options;
  }

  configFetched(org: string, node: string): void {
    // the key that came with the request is admitted by the same answer
    const trace = this.#wentRight(org, node, this.#options.curveEnabled ? 'key_admitted' : 'config_fetched');
    trace.handshakesFailedBefore = this.#options.handshakesFailed();
  }

  configRefused(org: string, node: string, reason: ConfigRefusal): void {
    const trace = this.#traces.stranger(org, node);
    this.#wentWrong(trace, `config_${reason}`);
    this.#count(trace, `config_${reason}`);
  }

  connected(org: string, node: string): void {
    this.#wentRight(org, node, 'connected');
  }

  keyRefused(org: string, node: string, why: 'key_expired' | 'key_ended'): void {
    const trace = this.#traces.known(org, node);
    this.#wentWrong(trace, why);
    this.#count(trace, why);
  }

  /** The session of the node has ended; whatever went wrong before does not matter any more. */
  shutOut(org: string, node: string, why: SessionEnd): void {
    this.#traces.known(org, node).wrong = { cause: why, atMs: this.#options.clock.now() };
  }

  /** A message that names this node was refused; names of which nothing is known are passed over. */
  messageRefused(org: string, node: string, reason: RefusalReason): void {
    const trace = this.#traces.findKnown(org, node);
    if (trace === undefined) return;
    this.#wentWrong(trace, `message_${reason}`);
    this.#count(trace, `message_${reason}`);
  }

  appeared(org: string, node: string): void {
    this.#wentRight(org, node, 'first_message');
  }

  answeredRehab(org: string, node: string): void {
    this.#wentRight(org, node, 'rehab_answered');
  }

  wentDown(org: string, node: string, lastHeartbeatAtMs: number): void {
    const trace = this.#traces.known(org, node);
    // what went wrong before the last heartbeat did not stop the node
    if (trace.wrong !== undefined && trace.wrong.atMs < lastHeartbeatAtMs) trace.wrong = undefined;
    trace.right = { stage: 'heartbeats_on_time', atMs: lastHeartbeatAtMs };
    this.#wentWrong(trace, 'heartbeats_stopped');
  }

  claimedTwice(org: string, node: string): void {
    this.#traces.known(org, node).claimedTwiceAtMs = this.#options.clock.now();
    this.note(org, node, 'claimed_twice');
  }

  note(org: string, node: string, note: DiagnosisNote): void {
    const trace = this.#traces.known(org, node);
    trace.notes ??= new Map();
    tally(trace.notes, note, this.#options.clock.now());
  }

  of(org: string, node: string): DiagnosisReport {
    const trace = this.#traces.find(org, node);
    const finding = this.#find(org, node, trace);
    const { firstWrong } = finding;
    const advice =
      firstWrong === undefined
        ? { sentence: naming(AVAILABLE, node), remedy: '' }
        : adviceFor(firstWrong.cause, node);
    return {
      org,
      node,
      ...finding,
      refusals: list(trace?.refusals, (reason, tallied) => ({ reason, ...tallied })),
      notes: list(trace?.notes, (note, tallied) => ({ note: NOTES[note], ...tallied })),
      ...advice,
    };
  }

  #find(org: string, node: string, trace: NodeTrace | undefined): Finding {
    const vitals = this.#options.vitals(org, node);
    if (vitals === undefined) return this.#findDown(trace);
    return vitals.phase === 'idle' ? this.#findAvailable(trace, vitals) : this.#findRehab(trace, vitals);
  }

  #findDown(trace: NodeTrace | undefined): Finding {
    if (trace === undefined) {
      return {
        state: 'unknown',
        lastRight: undefined,
        firstWrong: { cause: 'never_heard_of', atMs: undefined },
      };
    }
    const { right, wrong } = trace;
    const state = right === undefined ? 'unknown' : 'down';
    if (wrong !== undefined) return { state, lastRight: right, firstWrong: wrong };
    const cause = right === undefined ? 'never_heard_of' : this.#missingAfter(right.stage, right.atMs, trace);
    return { state, lastRight: right, firstWrong: { cause, atMs: undefined } };
  }

  /** What should have followed a stage and did not. */
  #missingAfter(stage: AvailabilityStage, atMs: number, trace: NodeTrace): Cause {
    const { clock, heartbeatIntervalMs, handshakesFailed } = this.#options;
    if (stage === 'connected') return 'no_message';
    if (stage !== 'config_fetched' && stage !== 'key_admitted') return 'heartbeats_stopped';
    if (handshakesFailed() > trace.handshakesFailedBefore) return 'handshakes_failed';
    return clock.now() - atMs < PATIENCE_INTERVALS * heartbeatIntervalMs ? 'connecting' : 'never_connected';
  }

  #findRehab(trace: NodeTrace | undefined, vitals: NodeVitals): Finding {
    const cause = this.#isContested(trace) ? 'claimed_twice' : this.#causeOfRehab(vitals);
    return { state: 'rehab', lastRight: trace?.right, firstWrong: { cause, atMs: vitals.phaseSinceMs } };
  }

  #causeOfRehab({ phase, phaseSinceMs }: NodeVitals): Cause {
    if (phase === 'deferred') return 'abort_deferred';
    const { clock, rehabIntervalMs } = this.#options;
    const isWaiting = clock.now() - phaseSinceMs < PATIENCE_INTERVALS * rehabIntervalMs;
    return isWaiting ? 'in_rehab' : 'rehab_unanswered';
  }

  #findAvailable(trace: NodeTrace | undefined, { lastHeartbeatAtMs }: NodeVitals): Finding {
    const { clock, heartbeatIntervalMs } = this.#options;
    const state = 'available';
    const onTime = { stage: 'heartbeats_on_time', atMs: lastHeartbeatAtMs } as const;
    if (this.#isContested(trace)) {
      return {
        state,
        lastRight: onTime,
        firstWrong: { cause: 'claimed_twice', atMs: trace?.claimedTwiceAtMs },
      };
    }
    const late = clock.now() - lastHeartbeatAtMs > PATIENCE_INTERVALS * heartbeatIntervalMs;
    return late
      ? { state, lastRight: trace?.right, firstWrong: { cause: 'heartbeats_late', atMs: lastHeartbeatAtMs } }
      : { state, lastRight: onTime, firstWrong: undefined };
  }

  /** Two processes have claimed the node lately. */
  #isContested(trace: NodeTrace | undefined): boolean {
    const { clock, heartbeatIntervalMs } = this.#options;
    const atMs = trace?.claimedTwiceAtMs;
    return atMs !== undefined && clock.now() - atMs < PATIENCE_INTERVALS * heartbeatIntervalMs;
  }

  #wentRight(org: string, node: string, stage: AvailabilityStage): NodeTrace {
    const trace = this.#traces.known(org, node);
    trace.right = { stage, atMs: this.#options.clock.now() };
    trace.wrong = undefined;
    return trace;
  }

  #wentWrong(trace: NodeTrace, cause: Cause): void {
    trace.wrong ??= { cause, atMs: this.#options.clock.now() };
  }

  #count(trace: NodeTrace, reason: string): void {
    trace.refusals ??= new Map();
    tally(trace.refusals, reason, this.#options.clock.now());
  }
}

function list<K, T>(
  tallies: Map<K, Tallied> | undefined,
  show: (word: K, tallied: Tallied) => T,
): readonly T[] {
  return Array.from(tallies ?? [], ([word, tallied]) => show(word, tallied));
}
