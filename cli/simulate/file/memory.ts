import { readFileSync } from 'node:fs';

const KILOBYTES = /^VmRSS:\s+(\d+) kB$/m;

/** Resident memory of a process in megabytes; undefined where the system does not tell, or the process is gone. */
export function rssMb(pid: number): number | undefined {
  try {
    const [, kilobytes] = KILOBYTES.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024;
  } catch {
    return undefined; // no /proc here, or the process has just ended: there is nothing to measure
  }
}
