import type { ConformanceResults } from './results.ts';

/** Where and with what a run was: the content of `environment.json`, which two runs can be compared by. */
export function environmentOf(results: ConformanceResults) {
  const { tool, target, environment, commandLine, startedAt, endedAt, interrupted } = results;
  return { tool, target, environment, commandLine, startedAt, endedAt, interrupted };
}
