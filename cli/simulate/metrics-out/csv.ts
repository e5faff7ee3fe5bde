import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { parseLabelled } from '../../../simulator/thresholds/labelled-metric.ts';
import { UsageError } from '../../program/errors.ts';
import type { MetricsOut } from './metrics-out.ts';

/** What a row says: when, which metric of which group and job, which statistic of it, and the number. */
export const CSV_HEADER = 'timestamp,seconds,metric,group,job,stat,value';

/**
 * Rows of a moment, one a metric. Names of groups and jobs have no character that a CSV reader would take otherwise.
 * @param at ISO 8601
 */
export function csvRows(at: string, seconds: number, metrics: Readonly<Record<string, number>>): string {
  const rows = Object.entries(metrics).map(([name, value]) => {
    const read = parseLabelled(name);
    if (typeof read === 'string') throw new Error(`${name} is no metric of ours`);
    const [metric, stat = ''] = read.plain.split('.');
    const { group = '', job = '' } = read.labels;
    return `${at},${seconds.toFixed(3)},${metric},${group},${job},${stat},${value}\n`;
  });
  return rows.join('');
}

/**
 * Writes the metrics of a run as CSV.
 * @param path of a file that is made, or written anew
 * @param remark told once where it cannot be written any further
 * @throws UsageError where it cannot be written at all
 */
export async function csvOut(path: string, remark: (line: string) => void): Promise<MetricsOut> {
  const file = await open(path, 'w').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`Cannot write ${path} (${error.code}); give another file with --csv.`, {
      cause: error,
    });
  });
  const stream = createWriteStream(path, { fd: file });
  let lastSeconds = 0;
  let hasFailed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!hasFailed)
      remark(
        `${path} could not be written any further (${error.code}): it ends at ${lastSeconds.toFixed(0)} s.`,
      );
    hasFailed = true;
  });
  stream.write(`${CSV_HEADER}\n`);
  return {
    looked: (seconds, metrics) => {
      // a disk that is too slow for a row a second is not waited for without a bound
      if (hasFailed || stream.writableNeedDrain) return;
      stream.write(csvRows(new Date().toISOString(), seconds, metrics));
      lastSeconds = seconds;
    },
    close: async () => {
      stream.end();
      await finished(stream).catch(() => undefined); // told above
    },
  };
}
