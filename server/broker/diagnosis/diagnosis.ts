import type { Defect } from '../../../protocol/wire/defect.ts';
import type { SessionEnd } from '../entry/sessions.ts';
import type { MessageCause } from './message-cause.ts';
import type { RefusalTally } from './refusal-tallies.ts';

/** The way of a node from nothing to available, in order. */
export const AVAILABILITY_STAGES = [
  'config_fetched',
  'key_admitted',
  'connected',
  'first_message',
  'rehab_answered',
  'heartbeats_on_time',
] as const;
export type AvailabilityStage = (typeof AVAILABILITY_STAGES)[number];

/** Why a configuration was refused. */
export type ConfigRefusal =
  | 'method_not_allowed'
  | 'missing_ccpk'
  | 'bad_ccpk'
  | 'missing_headers'
  | 'unsupported_version'
  | 'bad_timestamp'
  | 'clock_skew'
  | 'bad_signature'
  | 'unknown_principal'
  | 'not_permitted'
  | 'name_mismatch'
  | 'not_acceptable';

/** What can stop a node on its way. */
export type Cause =
  | 'never_heard_of'
  /** Neither: and no client of the organisation has the name. */
  | 'no_such_client'
  | `config_${ConfigRefusal}`
  /** The configuration was given out a moment ago. */
  | 'connecting'
  | 'never_connected'
  /** Never connected, while connections failed that belong to nobody: they could not be decrypted. */
  | 'handshakes_failed'
  | 'key_expired'
  /** It was announced before the node's client was deleted or had another key. */
  | 'key_ended'
  | SessionEnd
  | 'no_message'
  | MessageCause
  /** Without encryption: messages were refused that name nobody known. */
  | 'nameless_messages'
  /** The first abort was sent a moment ago. */
  | 'in_rehab'
  /** It runs a command from before and has not shown yet that it hears this server. */
  | 'abort_deferred'
  | 'rehab_unanswered'
  /** The same, and its heartbeats say that it has a job in hand. */
  | 'stuck_in_flight'
  /** It answers aborts and goes on naming a job that this server does not run. */
  | 'unknown_job'
  /** Each of its messages names another incarnation. */
  | 'new_incarnations'
  /** It has sent messages, and no heartbeat among them. */
  | 'never_heartbeated'
  | 'heartbeats_late'
  | 'heartbeats_stopped'
  | 'claimed_twice';

/** What is worth knowing about a node, but does not keep it from being available. */
export type DiagnosisNote =
  | 'config_replayed'
  | 'claimed_twice'
  | 'half_output'
  | 'dropped_output'
  /** It has connected without encryption, to a server that takes others beside it which encrypt. */
  | 'unencrypted';

/** What stops a node. */
export interface FirstWrong {
  readonly cause: Cause;
  readonly atMs: number | undefined;
  /** Of a refused message or request: what exactly is wrong with it. */
  readonly defect?: Defect;
}

/** How far one node came on its way, and what stopped it. Times are milliseconds since the Unix epoch. */
export interface DiagnosisReport {
  readonly org: string;
  readonly node: string;
  /** `unknown`: nothing was heard of a node of this name in this life of the server. */
  readonly state: 'available' | 'rehab' | 'down' | 'unknown';
  /** The furthest stage reached in the node's present attempt. */
  readonly lastRight: { readonly stage: AvailabilityStage; readonly atMs: number } | undefined;
  /** What stops the node, or `undefined` when nothing is known to be wrong. */
  readonly firstWrong: FirstWrong | undefined;
  /** What was refused that came over this node's connection or in its name, by reason and field. */
  readonly refusals: readonly RefusalTally[];
  /** Things worth knowing that do not keep the node from being available. */
  readonly notes: readonly { readonly note: string; readonly count: number; readonly lastAtMs: number }[];
  /** One sentence for people. */
  readonly sentence: string;
  /** What exactly it was, on one line; empty where there is no more to say than the sentence does. */
  readonly detail: string;
  /** What to do about it; empty when nothing needs doing. */
  readonly remedy: string;
}

/** Why is my node unavailable? */
export interface Diagnosis {
  of(org: string, node: string): DiagnosisReport;
  /** `GET config/NODE` was answered with 200. @param withKey a CURVE key came with the request, and is admitted */
  configFetched(org: string, node: string, withKey: boolean): void;
  /** `GET config/NODE` was refused; the organisation is known to exist, the node need not be. */
  configRefused(org: string, node: string, reason: ConfigRefusal, defect?: Defect): void;
}
