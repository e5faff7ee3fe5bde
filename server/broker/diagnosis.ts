import type { RefusalReason } from '../../protocol/wire/parsed.ts';
import type { SessionEnd } from './sessions.ts';

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
  | 'missing_ccpk'
  | 'bad_ccpk'
  | 'missing_headers'
  | 'bad_timestamp'
  | 'clock_skew'
  | 'bad_signature'
  | 'unknown_principal'
  | 'not_permitted'
  | 'name_mismatch';

/** What can stop a node on its way. */
export type Cause =
  | 'never_heard_of'
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
  | `message_${RefusalReason}`
  /** The first abort was sent a moment ago. */
  | 'in_rehab'
  /** It runs a command from before and has not shown yet that it hears this server. */
  | 'abort_deferred'
  | 'rehab_unanswered'
  | 'heartbeats_late'
  | 'heartbeats_stopped'
  | 'claimed_twice';

/** What is worth knowing about a node, but does not keep it from being available. */
export type DiagnosisNote = 'config_replayed' | 'claimed_twice' | 'half_output' | 'dropped_output';

/** How far one node came on its way, and what stopped it. Times are milliseconds since the Unix epoch. */
export interface DiagnosisReport {
  readonly org: string;
  readonly node: string;
  /** `unknown`: nothing was heard of a node of this name in this life of the server. */
  readonly state: 'available' | 'rehab' | 'down' | 'unknown';
  /** The furthest stage reached in the node's present attempt. */
  readonly lastRight: { readonly stage: AvailabilityStage; readonly atMs: number } | undefined;
  /** What stops the node, or `undefined` when nothing is known to be wrong. */
  readonly firstWrong: { readonly cause: Cause; readonly atMs: number | undefined } | undefined;
  /** What was refused that came in this node's name. */
  readonly refusals: readonly {
    readonly reason: string;
    readonly count: number;
    readonly lastAtMs: number;
  }[];
  /** Things worth knowing that do not keep the node from being available. */
  readonly notes: readonly { readonly note: string; readonly count: number; readonly lastAtMs: number }[];
  /** One sentence for people. */
  readonly sentence: string;
  /** What to do about it; empty when nothing needs doing. */
  readonly remedy: string;
}

/** Why is my node unavailable? */
export interface Diagnosis {
  of(org: string, node: string): DiagnosisReport;
  /** `GET config/NODE` was answered with 200. */
  configFetched(org: string, node: string): void;
  /** `GET config/NODE` was refused; the organisation is known to exist, the node need not be. */
  configRefused(org: string, node: string, reason: ConfigRefusal): void;
}
