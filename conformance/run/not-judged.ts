import {
  NOT_JUDGED_MEDIA_TYPE,
  type NotJudgedReason,
} from '../../reports/generators/conformance/not-judged.ts';

/** Why a scenario could not be judged, as it is attached to it. */
export type NotJudgedNote = NotJudgedReason;

/**
 * A scenario cannot be judged, for a reason that is neither an answer of the target nor a fault of the harness. The
 * message is one sentence without a full stop.
 */
export class NotJudged extends Error {
  override readonly name: string = 'NotJudged';
}

/** The same, and something is in the way of the run, which judges less than it was asked to. */
export class Hindered extends NotJudged {
  override readonly name = 'Hindered';
}

/** What is attached to a scenario that could not be judged, as text and its media type. */
export function noteOf(note: NotJudgedNote): readonly [text: string, mediaType: string] {
  return [JSON.stringify(note), NOT_JUDGED_MEDIA_TYPE];
}
