import type { Clock } from '../../../protocol/time/clock.ts';
import { type Defect, shownField } from '../../../protocol/wire/defect.ts';
import type { NodeWatcher } from '../../node/node-effects.ts';
import type { SessionEnd } from '../entry/sessions.ts';
import { isSame, type NodeNames } from '../node-names.ts';
import type { RefusedMessage } from '../verify-message.ts';
import {
  AVAILABILITY_STAGES,
  type AvailabilityStage,
  type Cause,
  type ConfigRefusal,
  type Diagnosis,
  type DiagnosisNote,
  type DiagnosisReport,
} from './diagnosis.ts';
import { detailOf } from './diagnosis-detail.ts';
import { AVAILABLE, adviceFor, NOTES, naming } from './diagnosis-text.ts';
import { type FindingContext, findState, type NodeVitals } from './find-state.ts';
import { messageCause } from './message-cause.ts';
import { type NodeTrace, NodeTraces, type TimedWrong } from './node-trace.ts';
import { RefusalTallies, type RefusalTally } from './refusal-tallies.ts';
import { type Tallied, tally } from './tally.ts';
import { Unattributed } from './unattributed.ts';

export interface NodeDiagnosisOptions {
  readonly clock: Clock;
  readonly heartbeatIntervalMs: number;
  readonly rehabIntervalMs: number;
  /** Undefined for a node that is not heartbeating. */
  readonly vitals: (org: string, node: string) => NodeVitals | undefined;
  /** Whether anything at an address has subscribed to the heartbeats. */
  readonly subscribesFrom: FindingContext['subscribesFrom'];
}

/** Before refused requests for configurations among the causes. */
const CONFIG = 'config_';
/** A node that says nothing more. */
const SILENCES: ReadonlySet<Cause> = new Set(['heartbeats_stopped', 'never_heartbeated']);
/** What stopped a node, and the refusal that follows from it and says less. */
const CONSEQUENCES: Readonly<Partial<Record<Cause, Cause>>> = {
  client_deleted: 'config_unknown_principal',
  client_rekeyed: 'config_bad_signature',
};

/** Remembers how far each node came, and says why it is not available. */
export class NodeDiagnosis implements Diagnosis, NodeWatcher {
  readonly #options: NodeDiagnosisOptions;
  readonly #traces = new NodeTraces();
  readonly #unattributed = new Unattributed();

  constructor(options: NodeDiagnosisOptions) {
    this.#options = options;
  }

  configFetched(org: string, node: string, withKey: boolean): void {
    // the key that came with the request is admitted by the same answer
    const trace = this.#wentRight(org, node, withKey ? 'key_admitted' : 'config_fetched');
    trace.unattributedBefore = this.#unattributed.count;
  }

  /** The last one is what its author is looking for, whatever stopped the node before. */
  configRefused(org: string, node: string, reason: ConfigRefusal, defect?: Defect): void {
    const trace = this.#traces.stranger(org, node);
    const cause = `config_${reason}` as const;
    const refused = this.#refused(trace, cause, defect);
    if (trace.wrong === undefined || CONSEQUENCES[trace.wrong.cause] !== cause) trace.wrong = refused;
    this.#count(trace, { reason: cause, ...(defect && { defect }) });
  }

  connected(org: string, node: string, address: string): void {
    this.#wentRight(org, node, 'connected').address = address;
  }

  /** A connection failed to encrypt, or brought a key that no node had announced. */
  connectionRefused(reason: string): void {
    this.#unattributed.add(reason);
  }

  keyRefused(org: string, node: string, why: 'key_expired' | 'key_ended'): void {
    const trace = this.#traces.known(org, node);
    this.#lateRefusal(trace, why);
    this.#count(trace, { reason: why });
  }

  /** The session of the node has ended; whatever went wrong before does not matter any more. */
  shutOut(org: string, node: string, why: SessionEnd): void {
    this.#traces.known(org, node).wrong = { cause: why, atMs: this.#options.clock.now() };
  }

  /**
   * A message was refused. It is told of the node whose connection it came over; without that, of the one that it names. A
   * node that is named over the connection of another only has it counted. Names of which nothing is known make nothing.
   */
  messageRefused(refused: RefusedMessage): void {
    const { reason, defect, claimed, over } = refused;
    const told = { reason: `message_${reason}`, ...(defect && { defect }) };
    const about = over ?? claimed;
    const trace = about && this.#traces.findKnown(about.org, about.node);
    if (trace === undefined) {
      this.#unattributed.add(told.reason, defect);
      return;
    }
    this.#lateRefusal(trace, messageCause(refused), defect);
    this.#count(trace, told);
    if (over === undefined || claimed === undefined || isSame(over, claimed)) return;
    const named = this.#traces.findKnown(claimed.org, claimed.node);
    if (named !== undefined) this.#count(named, { ...told, over: shownNames(over, claimed) });
  }

  appeared(org: string, node: string): void {
    this.#wentRight(org, node, 'first_message');
  }

  answeredRehab(org: string, node: string): void {
    this.#wentRight(org, node, 'rehab_answered');
  }

  wentDown(org: string, node: string, lastHeartbeatAtMs: number | undefined): void {
    const trace = this.#traces.known(org, node);
    if (lastHeartbeatAtMs === undefined) {
      this.#wentWrong(trace, 'never_heartbeated');
      return;
    }
    // what went wrong before the last heartbeat did not stop the node
    const isSince = (wrong: TimedWrong | undefined) => wrong !== undefined && wrong.atMs >= lastHeartbeatAtMs;
    if (!isSince(trace.wrong)) trace.wrong = isSince(trace.refused) ? trace.refused : undefined;
    // somebody has come in the place of whoever heartbeat: how far he came is what counts
    if (trace.right && trace.right.atMs > lastHeartbeatAtMs && isEntry(trace.right.stage)) return;
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
    const { clock, vitals: vitalsOf } = this.#options;
    const trace = this.#traces.find(org, node);
    const vitals = vitalsOf(org, node);
    const context = { ...this.#options, nowMs: clock.now(), unattributed: this.#unattributed };
    const finding = findState(trace, vitals, context);
    const { firstWrong } = finding;
    const advice =
      firstWrong === undefined
        ? { sentence: naming(AVAILABLE, node), remedy: '' }
        : adviceFor(firstWrong.cause, node);
    return {
      org,
      node,
      ...finding,
      refusals: trace?.refusals?.list() ?? [],
      notes: list(trace?.notes, (note, tallied) => ({ note: NOTES[note], ...tallied })),
      detail: detailOf(finding, trace, vitals, context),
      ...advice,
    };
  }

  #wentRight(org: string, node: string, stage: AvailabilityStage): NodeTrace {
    const trace = this.#traces.known(org, node);
    trace.right = { stage, atMs: this.#options.clock.now() };
    trace.wrong = undefined;
    return trace;
  }

  #wentWrong(trace: NodeTrace, cause: Cause, defect?: Defect): void {
    trace.wrong ??= { cause, atMs: this.#options.clock.now(), ...(defect && { defect }) };
  }

  /** Something was refused of a node that may have fallen silent before: then this, being newer, says more. */
  #lateRefusal(trace: NodeTrace, cause: Cause, defect?: Defect): void {
    const refused = this.#refused(trace, cause, defect);
    const { wrong } = trace;
    if (wrong === undefined || SILENCES.has(wrong.cause) || wrong.cause.startsWith(CONFIG))
      trace.wrong = refused;
  }

  #refused(trace: NodeTrace, cause: Cause, defect: Defect | undefined): TimedWrong {
    trace.refused = { cause, atMs: this.#options.clock.now(), ...(defect && { defect }) };
    return trace.refused;
  }

  #count(trace: NodeTrace, refused: Omit<RefusalTally, keyof Tallied>): void {
    trace.refusals ??= new RefusalTallies();
    trace.refusals.add(refused, this.#options.clock.now());
  }
}

/** A stage before the first message. */
function isEntry(stage: AvailabilityStage): boolean {
  return AVAILABILITY_STAGES.indexOf(stage) <= AVAILABILITY_STAGES.indexOf('connected');
}

/** The node as it is named beside another one. */
function shownNames({ org, node }: NodeNames, beside: NodeNames): string {
  const name = shownField(node) ?? '';
  return org === beside.org ? name : `${name} of ${shownField(org)}`;
}

function list<K, T>(
  tallies: Map<K, Tallied> | undefined,
  show: (word: K, tallied: Tallied) => T,
): readonly T[] {
  return Array.from(tallies ?? [], ([word, tallied]) => show(word, tallied));
}
