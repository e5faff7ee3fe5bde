import { CHANNELS, type FaultDirection, type MessageFault, type WireFault } from '../faults/fault.ts';
import type { FaultRule } from './fleet-file.ts';
import type { RawFault } from './raw-fleet.ts';
import { type Complain, optionalMs, readSelection } from './raw-parts.ts';

const KINDS = ['latency', 'bandwidth', 'stall', 'drop', 'reset', 'half_open', 'messages'] as const;
const DEFAULT_LATE_MS = 1_000;

/** A fault of the file; none where it cannot be read. */
export function readFault(raw: RawFault, index: number, complain: Complain): readonly FaultRule[] {
  const path = ['faults', index];
  const kinds = KINDS.filter((kind) => raw[kind] !== undefined);
  if (kinds.length !== 1) complain(path, `needs one of ${KINDS.slice(0, -1).join(', ')} and ${KINDS.at(-1)}`);
  if (raw.messages !== undefined && raw.channel !== undefined)
    complain(
      [...path, 'channel'],
      'does not go with messages, which are of the channel of their type: remove it',
    );
  const fromMs = optionalMs(raw.from) ?? 0;
  const toMs = optionalMs(raw.to);
  if (toMs !== undefined && toMs <= fromMs)
    complain([...path, 'to'], `is '${raw.to}', when the fault has not begun: give a duration above from`);
  if (raw.by_hand && (raw.from ?? raw.to) !== undefined)
    complain(
      [...path, 'by_hand'],
      'does not go with from and to, since hands begin and end it: remove one of them',
    );
  const everyMs = optionalMs(raw.reset?.every);
  if (everyMs === 0) complain([...path, 'reset', 'every'], 'is 0: give a duration above 0');
  const fault = readKind(raw, everyMs);
  if (fault === undefined) return [];
  return [
    {
      name: raw.name ?? `${kinds[0]}-${index + 1}`,
      fault,
      channels: raw.channel === undefined ? CHANNELS : [raw.channel],
      nodes: readSelection(raw.nodes),
      fromMs,
      toMs,
      ...(raw.by_hand && { isByHand: true as const }),
    },
  ];
}

function readKind(raw: RawFault, everyMs: number | undefined): WireFault | MessageFault | undefined {
  const { latency, bandwidth, stall, drop, reset, half_open: halfOpen, messages } = raw;
  if (latency) {
    const delayMs = optionalMs(latency.delay) ?? 0;
    return { kind: 'latency', delayMs, jitterMs: optionalMs(latency.jitter) ?? 0, ...way(latency) };
  }
  if (bandwidth) return { kind: 'bandwidth', bytesPerSecond: bandwidth.bytes_per_second, ...way(bandwidth) };
  if (stall) return { kind: 'stall', ...way(stall) };
  if (drop) return { kind: 'drop', ...way(drop) };
  if (reset)
    return { kind: 'reset', refuses: reset.refuse ?? false, ...(everyMs !== undefined && { everyMs }) };
  if (halfOpen) return { kind: 'half_open', unaware: halfOpen.unaware ?? 'node' };
  if (!messages) return undefined;
  const share = (percent = 0) => percent / 100;
  return {
    kind: 'messages',
    types: messages.types,
    lose: share(messages.lose),
    delay: share(messages.delay),
    delayMs: optionalMs(messages.delay_by) ?? DEFAULT_LATE_MS,
    duplicate: share(messages.duplicate),
  };
}

function way({ direction }: { readonly direction?: FaultDirection }): {
  readonly direction?: FaultDirection;
} {
  return direction === undefined ? {} : { direction };
}
