import type { Attachment } from '@cucumber/messages';
import { attachedJson } from './attached.ts';

/** The media type under which a scenario is attached why it could not be judged, whatever its steps came to. */
export const NOT_JUDGED_MEDIA_TYPE = 'application/vnd.push-harness.not-judged+json';

/** Why a scenario could not be judged, for a reason that is neither its target's answer nor a fault of the harness. */
export interface NotJudgedReason {
  /** One sentence, without a capital and a full stop. */
  readonly why: string;
  /** The run judges less than it was asked to, which its verdict says. */
  readonly hinders: boolean;
  /** Nothing can be judged after it either. */
  readonly ends: boolean;
}

/** What the first such attachment says; undefined where there is none in its form. */
export function notJudgedIn(attachments: readonly Attachment[]): NotJudgedReason | undefined {
  return attachedJson(attachments, NOT_JUDGED_MEDIA_TYPE).flatMap(noteOf)[0];
}

function noteOf(value: unknown): readonly NotJudgedReason[] {
  const { why, hinders, ends } = Object(value) as Record<string, unknown>;
  return typeof why === 'string' ? [{ why, hinders: hinders === true, ends: ends === true }] : [];
}
