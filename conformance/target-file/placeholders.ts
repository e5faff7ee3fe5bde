import type { DialectName } from '../../protocol/dialect-name.ts';
import { type TargetTimings, TIMING_KEYS } from './timings.ts';

/** Stands for the folder that a server keeps everything in. */
export const DATA = '{data}';

/** Stands alone for the words that run this very `push-harness`. */
export const OURSELVES = '{push-harness}';

/** What a command's placeholders stand for. */
export interface Fillings {
  readonly data: string;
  readonly port: number;
  readonly heartbeatPort: number;
  readonly commandPort: number;
  readonly dialect: DialectName;
  readonly timings: TargetTimings;
}

/**
 * Fills the placeholders of a command: `{data}`, `{port}`, `{heartbeat-port}`, `{command-port}`, `{dialect}`, and each timing
 * in milliseconds or seconds, `{voting-timeout.s}`. What is none of these stays as it is.
 */
export function fillCommand(
  command: readonly string[],
  fillings: Fillings,
  ourselves: readonly string[],
): readonly string[] {
  const values: Readonly<Record<string, string | number>> = {
    data: fillings.data,
    port: fillings.port,
    'heartbeat-port': fillings.heartbeatPort,
    'command-port': fillings.commandPort,
    dialect: fillings.dialect,
    'max-reader-buffer': fillings.timings.maxReaderBufferBytes,
    ...timingValues(fillings.timings),
  };
  return command.flatMap((word) =>
    word === OURSELVES
      ? ourselves
      : word.replaceAll(/\{([\w.-]+)\}/g, (all, name: string) =>
          Object.hasOwn(values, name) ? String(values[name]) : all,
        ),
  );
}

function timingValues(timings: TargetTimings): Readonly<Record<string, number>> {
  const values: Record<string, number> = {};
  for (const [key, { name, perUnitMs }] of Object.entries(TIMING_KEYS)) {
    const ms = timings[name] * perUnitMs;
    values[`${key}.ms`] = ms;
    values[`${key}.s`] = ms / 1_000;
  }
  return values;
}
