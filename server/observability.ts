import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import type { StoreOptions } from './store/store.ts';
import type { StoreHealth } from './store/trouble.ts';
import { TROUBLE_KINDS, troubleSentence } from './store/trouble.ts';

const NANOSECONDS = 1e-9;
const QUANTILES = [50, 90, 99, 100];
const LOOP_RESOLUTION_MS = 20;
const COMMIT_BOUNDS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

type StoreWatch = Required<
  Pick<StoreOptions, 'onCommit' | 'onError' | 'onTrouble' | 'onRecovery' | 'onDropped' | 'onCheck'>
>;

/** Times what is written to the disk, counts what could not be, and says in the log when nothing is, and when it is again. */
export function storeMetrics(metrics: Metrics, log: Logger): StoreWatch {
  const writes = metrics.counter('store_writes', 'Writes that are on disk.', undefined);
  const failures = metrics.counter('store_failures', 'Writes that could not be stored.', undefined);
  const commits = metrics.histogram(
    'store_commit',
    'Time to commit a batch of writes.',
    COMMIT_BOUNDS_SECONDS,
  );
  const troubles = metrics.counter('storage_troubles', 'Times in which nothing new was stored.', 'trouble');
  const dropped = metrics.counter(
    'dropped_outputs',
    'Outputs that were dropped because they could not be stored.',
    undefined,
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
    onTrouble: ({ kind }) => {
      troubles.add(kind);
      log.error({ trouble: kind }, troubleSentence(kind));
    },
    onRecovery: ({ from, durationMs, dropped: outputs }) => {
      log.warn(
        { trouble: from.kind, seconds: Math.round(durationMs / 1_000), droppedOutputs: outputs },
        'everything that was held is stored, and new things are stored again',
      );
    },
    onDropped: () => dropped.add(''),
    onCheck: ({ isTorn, isWhole, durationMs }) => {
      const ms = Math.round(durationMs);
      log.info({ ms, isWhole }, 'the last server did not end in order: no damage to its database was found');
      if (isTorn)
        log.warn(
          'the last transaction in the log of the database cannot be read, as after a power cut, and is left out',
        );
    },
  };
}

/** Shows what keeps the server from storing, and how much waits for it. */
export function healthMetrics(metrics: Metrics, health: StoreHealth): void {
  metrics.gauge('storage_trouble', '1 for what keeps the server from storing anything new.', 'trouble', () =>
    TROUBLE_KINDS.map((kind) => [kind, health.trouble?.kind === kind ? 1 : 0] as const),
  );
  metrics.gauge('unstored_changes', 'Changes that are not on disk yet.', undefined, () => [
    ['', health.held.changes],
  ]);
  metrics.gauge('unstored_bytes', 'Bytes of the outputs among them.', undefined, () => [
    ['', health.held.bytes],
  ]);
}

/** Measures the process until it is stopped: event-loop delay since the last look, memory, processor time. */
export function processMetrics(metrics: Metrics): { stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  delay.enable();
  metrics.gauge(
    'event_loop_delay_seconds',
    'How late the event loop was since the last look.',
    'quantile',
    () => {
      const values = QUANTILES.map((percent): [string, number] => [
        String(percent / 100),
        // Node counts from one look of its own to the next
        Math.max(0, delay.percentile(percent) * NANOSECONDS - LOOP_RESOLUTION_MS / 1_000),
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
