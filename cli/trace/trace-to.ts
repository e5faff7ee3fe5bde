import type { TraceFollower } from '../../server/trace/tracing.ts';
import type { TraceChoice } from '../options/trace.ts';
import type { Output } from '../output/output.ts';
import { UsageError } from '../program/errors.ts';
import type { TraceFields } from './trace-details.ts';
import { TraceLines } from './trace-lines.ts';

/**
 * Prints the trace of a server of this process; undefined where none is asked for. Says loudly that secrets are shown.
 * @throws UsageError for secrets without a trace
 */
export function traceTo(
  output: Output,
  { trace, traceSecrets }: { readonly trace: TraceChoice; readonly traceSecrets: boolean },
): TraceFollower | undefined {
  if (trace === 'none') {
    if (traceSecrets) throw new UsageError('--trace-secrets shows secrets in a trace; give --trace as well.');
    return undefined;
  }
  if (traceSecrets) output.remark(output.stderr.paint('bad', SECRETS_ARE_SHOWN));
  const print = entryPrinter(output);
  return {
    secrets: traceSecrets,
    nodes: trace === 'all' ? [] : trace,
    onEntry: (entry) => print({ ...entry }),
  };
}

const SECRETS_ARE_SHOWN =
  'THE TRACE SHOWS SECRETS: session keys, signatures, values of env and files of jobs. Show it to nobody, and leave it in no log.';

/** Prints entries, for people or for machines. */
export function entryPrinter(output: Output): (entry: TraceFields) => void {
  const lines = new TraceLines();
  return (entry) => {
    output.record({ event: 'trace', ...entry });
    if (output.json) return;
    const { paint, isTerminal, size } = output.stdout;
    const width = isTerminal ? size().columns : Number.POSITIVE_INFINITY;
    for (const line of lines.of(entry, { paint, width })) output.answer(line);
  };
}

/** Prints how many entries were left out, since they were not taken in time. */
export function printDropped(output: Output, count: unknown): void {
  output.record({ event: 'dropped', count });
  if (!output.json)
    output.answer(output.stdout.paint('bad', `${JSON.stringify(count)} entries were dropped`));
}
