import type { FaultDirection, MessageFault, NodeFault, WireFault } from './fault.ts';

/** A fault in words: `latency of 100 to 150 ms on the command channel`. */
export function faultText({ fault, channels }: Pick<NodeFault, 'fault' | 'channels'>): string {
  if (fault.kind === 'messages') return messagesText(fault);
  const where = channels.length === 1 ? ` on the ${channels[0]} channel` : '';
  return `${wireText(fault)}${where}`;
}

function wireText(fault: WireFault): string {
  switch (fault.kind) {
    case 'latency': {
      const { delayMs, jitterMs } = fault;
      const amount = jitterMs > 0 ? `${delayMs} to ${delayMs + jitterMs}` : delayMs;
      return `latency of ${amount} ms${wayText(fault.direction)}`;
    }
    case 'bandwidth':
      return `${fault.bytesPerSecond} bytes a second${wayText(fault.direction)}`;
    case 'stall':
      return `everything held back${wayText(fault.direction)}`;
    case 'drop':
      return `everything lost${wayText(fault.direction)}`;
    case 'reset': {
      const again = fault.everyMs === undefined ? '' : ` every ${fault.everyMs} ms`;
      return `connections reset${again}${fault.refuses ? ', new ones too' : ''}`;
    }
    case 'half_open':
      return `connections closed without a word to the ${fault.unaware}`;
  }
}

function wayText(direction: FaultDirection | undefined): string {
  if (direction === undefined) return '';
  return direction === 'to_server' ? ' to the server' : ' to the nodes';
}

function messagesText({ types, lose, delay, delayMs, duplicate }: MessageFault): string {
  const parts = [
    ...(lose > 0 ? [`${percentText(lose)} lost`] : []),
    ...(delay > 0 ? [`${percentText(delay)} late by ${delayMs} ms`] : []),
    ...(duplicate > 0 ? [`${percentText(duplicate)} twice`] : []),
  ];
  return `${types.join(', ')}: ${parts.join(', ') || 'as they are'}`;
}

function percentText(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
