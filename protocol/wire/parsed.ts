import type { Defect } from './defect.ts';

/** Why a message is dropped. The word is also the log line's key and the counter's label. Source: protocol §4. */
export type RefusalReason =
  | 'frame_count'
  | 'header_too_long'
  | 'body_too_long'
  | 'bad_header'
  | 'bad_version'
  | 'bad_method'
  | 'bad_json'
  | 'bad_field'
  | 'bad_signature'
  /** Signed with a key that the node had before its client was deleted or was given another key. */
  | 'ended_session'
  | 'bad_timestamp'
  | 'unknown_type'
  | 'unknown_sender';

/** What parsing untrusted bytes gives: a value, or the reason why there is none. Nothing that parses throws. */
export type Parsed<T, R extends string = RefusalReason> =
  | { readonly ok: true; readonly value: T }
  | ParseRefusal<R>;

/** Why there is no value, and where it is known what exactly is wrong. */
export interface ParseRefusal<R extends string = RefusalReason> {
  readonly ok: false;
  readonly reason: R;
  readonly defect?: Defect;
}

/** A refusal. */
export function refused<R extends string>(reason: R, defect?: Defect): ParseRefusal<R> {
  return defect === undefined ? { ok: false, reason } : { ok: false, reason, defect };
}

/** A parsed value. */
export function parsed<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
