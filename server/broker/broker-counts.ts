import type { Logger } from 'pino';
import type { Clock } from '../../protocol/time/clock.ts';
import type { LabelCounter } from '../label-counter.ts';
import type { Metrics } from '../metrics.ts';
import type { TimeHistogram } from '../time-histogram.ts';
import { Refusals } from './refusals.ts';

const VERIFY_BOUNDS_SECONDS = [5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 1e-2];

export interface BrokerCountsOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Connections that failed to encrypt, by reason. */
  readonly handshakesFailed: LabelCounter;
}

/** What the broker counts; what it refuses it says in the log too. */
export class BrokerCounts {
  readonly received: LabelCounter;
  readonly sent: LabelCounter;
  readonly undelivered: LabelCounter;
  readonly hungUp: LabelCounter;
  readonly verifySeconds: TimeHistogram;
  readonly refusedMessages: Refusals;
  readonly failedHandshakes: Refusals;
  readonly cutConnections: Refusals;
  readonly refusedSubscribers: Refusals;
  readonly skippedHeartbeats: Refusals;

  constructor({ clock, log, metrics, handshakesFailed }: BrokerCountsOptions) {
    this.received = metrics.counter('messages', 'Valid messages of nodes.', 'type');
    this.sent = metrics.counter('sent', 'Messages sent to nodes.', 'type');
    this.undelivered = metrics.counter(
      'undelivered',
      'Messages to nodes whose connection was closed (gone), whose queue was full (full) or that were shut out meanwhile (shut_out).',
      'reason',
    );
    this.hungUp = metrics.counter('hung_up', 'Connections given up before they were encrypted.', undefined);
    this.verifySeconds = metrics.histogram(
      'verify',
      'Time to verify and parse a message; one in 16 is timed.',
      VERIFY_BOUNDS_SECONDS,
    );
    const told = (counter: LabelCounter, line: string) => new Refusals({ clock, log, counter, line });
    this.refusedMessages = told(
      metrics.counter('refusals', 'Messages of nodes that were refused.', 'reason'),
      'message refused',
    );
    this.failedHandshakes = told(handshakesFailed, 'connection refused');
    this.cutConnections = told(
      metrics.counter(
        'connections_cut',
        'Open connections of nodes that were ended by the server.',
        'reason',
      ),
      'connection cut',
    );
    this.refusedSubscribers = told(
      metrics.counter(
        'subscribers_refused',
        'Connections to the heartbeats that were cut off or refused.',
        'reason',
      ),
      'subscriber refused',
    );
    this.skippedHeartbeats = told(
      metrics.counter(
        'heartbeats_skipped',
        'Heartbeats that were not sent: to one subscriber that does not read (slow), or to all, while the previous ones are being sent (busy).',
        'reason',
      ),
      'heartbeat skipped',
    );
  }

  /** Says in the log what was withheld so far. */
  stop(): void {
    for (const value of Object.values(this)) if (value instanceof Refusals) value.stop();
  }
}
