import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import type { StoreOptions } from './store/store.ts';

const NANOSECONDS = 1e-9;
const QUANTILES = [50, 90, 99, 100];
const LOOP_RESOLUTION_MS = 20;
const COMMIT_BOUNDS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Times what is written to the disk, and counts what could not be. */
export function storeMetrics(
  metrics: Metrics,
  log: Logger,
): Required<Pick<StoreOptions, 'onCommit' | 'onError'>> {
  const writes = metrics.counter('store_writes', 'Writes that are on disk.', undefined);
  const failures = metrics.counter('store_failures', 'Writes that could not be stored.', undefined);
  const commits = metrics.histogram(
    'store_commit',
    'Time to commit a batch of writes.',
    COMMIT_BOUNDS_SECONDS,
  );
  return {
    onCommit: ({ writes: count, durationMs }) => {
      writes.add('', count);
      commits.observe(durationMs / 1_000);
    },
    onError: (error) => {
      failures.add('');
      log.error({ err: error }, 'a change could not be stored');
    },
  };
}

/** Measures the process until it is stopped: event-loop delay since the last look, memory, processor time. */
export function processMetrics(metrics: Metrics): { stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  delay.enable();
  metrics.gauge(
    'event_loop_delay_seconds',
    'Delay of the event loop since the last look.',
    'quantile',
    () => {
      const values = QUANTILES.map((percent): [string, number] => [
        String(percent / 100),
        delay.percentile(percent) * NANOSECONDS,
      ]);
      delay.reset();
      return values;
    },
  );
  metrics.gauge('resident_bytes', 'Resident memory of the process.', undefined, () => [
    ['', process.memoryUsage.rss()],
  ]);
  metrics.gauge('cpu_seconds', 'Processor time of the process.', 'mode', () => {
    const { user, system } = process.cpuUsage();
    return [
      ['user', user / 1e6],
      ['system', system / 1e6],
    ];
  });
  return { stop: () => delay.disable() };
}
