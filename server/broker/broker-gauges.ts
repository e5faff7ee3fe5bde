import type { Metrics } from '../metrics.ts';
import type { CommandPort } from './command-port/command-port.ts';
import type { Publisher } from './heartbeat-port/publisher.ts';
import type { Outbox } from './outbox.ts';

interface GaugedBroker {
  readonly metrics: Metrics;
  readonly publisher: Pick<Publisher, 'count'>;
  readonly commands: Pick<CommandPort, 'count' | 'unsentBytes'>;
  readonly outbox: Pick<Outbox, 'length'>;
}

/** Shows among the metrics what the broker holds at the moment; what it counts is in `BrokerCounts`. */
export function showBrokerGauges({ metrics, publisher, commands, outbox }: GaugedBroker): void {
  const show = (name: string, help: string, read: () => number) =>
    metrics.gauge(name, help, undefined, () => [['', read()]]);
  show('subscribers', 'Connections to the heartbeats.', () => publisher.count);
  show('outbox', 'Messages that wait to be sent to nodes.', () => outbox.length);
  show('node_connections', 'Connections to the command port.', () => commands.count);
  show(
    'node_unsent_bytes',
    'Bytes that wait for nodes which have not taken them.',
    () => commands.unsentBytes,
  );
}

/** Shows how many nodes come without encryption, where they are taken beside others. */
export function showUnencryptedGauge(
  metrics: Metrics,
  commands: Pick<CommandPort, 'unencryptedCount'>,
): void {
  metrics.gauge(
    'unencrypted_connections',
    'Connections to the command port for nodes without encryption.',
    undefined,
    () => [['', commands.unencryptedCount]],
  );
}
