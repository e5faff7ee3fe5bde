import { refusedConnection } from '../broker/diagnosis/diagnosis-detail.ts';
import { adviceFor } from '../broker/diagnosis/diagnosis-text.ts';
import type { WatchedConnection } from '../watcher.ts';
import { type EntryHead, whose } from './message-entry.ts';
import type { TraceEntry } from './trace-entry.ts';

const OTHER_MECHANISM =
  'another security mechanism than this port: CURVE where the configuration has curve_public_key, else NULL';

const VERDICTS = { admitted: 'accepted', refused: 'refused', cut: 'cut' } as const;

/** A connection to the command socket that was let in or not, or was ended. */
export function connectionEntry(connection: WatchedConnection, { at }: EntryHead): TraceEntry {
  const { became, reason, address, org, node } = connection;
  return {
    ...{ at, direction: 'in', channel: 'commands', type: 'connection' },
    ...whose(org, node),
    ...(address !== undefined && { address }),
    verdict: VERDICTS[became],
    ...(reason !== undefined && { reason, ...reasonsOf(connection, reason) }),
  };
}

function reasonsOf({ became, node = 'a node' }: WatchedConnection, reason: string) {
  if (reason === 'expired_key' || reason === 'ended_key') {
    const { sentence, remedy } = adviceFor(reason === 'expired_key' ? 'key_expired' : 'key_ended', node);
    return { sentence, hint: remedy };
  }
  const words = reason === 'mechanism' ? OTHER_MECHANISM : refusedConnection(reason);
  return became === 'refused' && words !== reason ? { sentence: `It came with ${words}.` } : {};
}
