/** A process of this machine. Its number alone may be another's as soon as it has ended. */
export interface ProcessId {
  readonly pid: number;
  /** When it was started, in the kernel's own words; empty where the machine does not say. */
  readonly startedAt: string;
}

/** One word for a process, such as `4711:123456`. */
export function formatProcessId({ pid, startedAt }: ProcessId): string {
  return `${pid}:${startedAt}`;
}

/** Reads what `formatProcessId` wrote. */
export function parseProcessId(word: string): ProcessId {
  const [pid, startedAt = ''] = word.split(':');
  return { pid: Number(pid), startedAt };
}
