import type { RefusalReason } from '../../protocol/wire/parsed.ts';
import type { Damage } from '../node/damage.ts';
import type { Forgery, Send } from '../node/planned.ts';

/** What a server must say to each damage; a replayed message is a good one that comes twice. Source: protocol §4. */
const REASONS: Readonly<Record<Damage, RefusalReason | undefined>> = {
  bad_signature: 'bad_signature',
  changed_body: 'bad_signature',
  one_frame: 'frame_count',
  three_frames: 'frame_count',
  empty_header: 'bad_header',
  bad_header: 'bad_header',
  long_header: 'header_too_long',
  bad_version: 'bad_version',
  bad_method: 'bad_method',
  long_body: 'body_too_long',
  bad_json: 'bad_json',
  no_object: 'bad_field',
  empty_body: 'bad_json',
  no_sequence: 'bad_field',
  replayed: undefined,
};

/** Longest job id. Source: protocol §4. */
const MAX_JOB_ID_CHARACTERS = 64;

/** Seconds that the clocks of node and server may differ, as shipped. Source: protocol §3. */
const MAX_SKEW_MS = 300_000;

/** A node that sends, as far as it matters to who receives. */
export interface SendingNode {
  readonly name: string;
  /** How far its clock is off. */
  readonly clockOffsetMs: number;
}

/**
 * Why a server must refuse a message, undefined for one that it must accept. A message in another node's name has a bad
 * signature where the server knows that node, and an unknown sender where it does not: here it is always the former.
 */
export function provokedRefusal(
  { damage, forged = {} }: Send,
  { name, clockOffsetMs }: SendingNode,
): RefusalReason | undefined {
  const byDamage = damage && REASONS[damage];
  if (byDamage !== undefined) return byDamage;
  if (forged.node !== undefined && forged.node !== name) return 'bad_signature';
  if (forged.org !== undefined) return 'bad_signature';
  const isSkewed = Math.abs(clockOffsetMs) >= MAX_SKEW_MS || Boolean(forged.timestampByMs);
  return contentRefusal(forged) ?? (isSkewed ? 'bad_timestamp' : undefined);
}

/** The reason as both sides count it: which of the two it is depends on whom the server knows. */
export function countedReason(reason: string): string {
  return reason === 'unknown_sender' ? 'bad_signature' : reason;
}

function contentRefusal({ type, jobId }: Forgery): RefusalReason | undefined {
  if (jobId && jobId.length > MAX_JOB_ID_CHARACTERS) return 'bad_field';
  return type === undefined ? undefined : 'unknown_type';
}
