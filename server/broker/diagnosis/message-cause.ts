import { HTTP_DATE_WORDS } from '../../../protocol/time/dates.ts';
import { shownField } from '../../../protocol/wire/defect.ts';
import type { RefusalReason } from '../../../protocol/wire/parsed.ts';
import { isSame } from '../node-names.ts';
import type { RefusedMessage } from '../verify-message.ts';

/** Why a message stops its node: the reason, told more exactly where two things share one. */
export type MessageCause =
  | `message_${RefusalReason}`
  /** It names another node, or another organisation, than its connection belongs to. */
  | 'message_other_name'
  /** Its timestamp is no HTTP date. */
  | 'message_bad_date';

/** As much of a name as the log shows. */
const SHOWN_NAME_CHARACTERS = 256;

export function messageCause({ reason, claimed, over, defect }: RefusedMessage): MessageCause {
  const isForeign = reason === 'bad_signature' || reason === 'unknown_sender';
  if (isForeign && claimed !== undefined && over !== undefined && !isSame(claimed, over)) {
    return 'message_other_name';
  }
  if (reason === 'bad_timestamp' && defect?.expected === HTTP_DATE_WORDS) return 'message_bad_date';
  return `message_${reason}`;
}

/** What the log says of a refused message. Names are cut: they are as long as their sender likes. */
export function refusalLine({ claimed, over, defect }: RefusedMessage): Readonly<Record<string, unknown>> {
  const sender = over ?? claimed;
  const isOther = claimed !== undefined && over !== undefined && !isSame(claimed, over);
  return {
    ...(sender && { org: cut(sender.org), node: cut(sender.node) }),
    ...(isOther && { inNameOf: `${shownField(claimed.org)} ${shownField(claimed.node)}` }),
    ...defect,
  };
}

function cut(name: string): string {
  return name.slice(0, SHOWN_NAME_CHARACTERS);
}
