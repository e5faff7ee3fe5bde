import { randomUUID } from 'node:crypto';

/** The environment variable that tells processes of jobs from all others of the machine; children inherit it. */
export const MARK_VARIABLE = 'PUSH_HARNESS_STARTED_BY';

/**
 * In the place of a mark: a supervisor, which nobody but its own fleet ends. Where a command of one fleet has started another
 * fleet and is ended, it cleans up after that one.
 */
export const SUPERVISOR_MARK = 'supervisor';

/**
 * The mark of all commands of one fleet. It is drawn at random, so that nobody's process carries it by chance, and who
 * does not know it cannot have another process taken for one of ours.
 */
export function newFleetMark(): string {
  return randomUUID();
}

/** The mark of one command of a fleet. */
export function commandMark(fleetMark: string, number: number): string {
  return `${fleetMark}/${number}`;
}

/** The mark in an environment as `/proc/PID/environ` has it, entries that end with NUL; undefined where there is none. */
export function markIn(environment: Buffer): string | undefined {
  const entry = Buffer.from(`${MARK_VARIABLE}=`);
  let at = environment.indexOf(entry);
  // in the middle of another entry it is only text
  while (at > 0 && environment[at - 1] !== 0) at = environment.indexOf(entry, at + 1);
  if (at < 0) return undefined;
  const end = environment.indexOf(0, at);
  return environment.toString('latin1', at + entry.length, end < 0 ? environment.length : end);
}

/** True where a mark is the one that is looked for, or that of a command of the fleet that is looked for. */
export function isMarkOf(mark: string | undefined, lookedFor: string): boolean {
  return mark !== undefined && (mark === lookedFor || mark.startsWith(`${lookedFor}/`));
}
