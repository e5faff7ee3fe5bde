import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** What a machine has for a fleet. Undefined where the system does not tell. */
export interface MachineLimits {
  readonly cpus: number;
  /** Files that each process may have open. */
  readonly openFiles: number | undefined;
  /** Local ports that connections to one address share. */
  readonly ports: number | undefined;
  /** Memory that is free, or that the process's own limit leaves. */
  readonly availableBytes: number;
}

export function machineLimits(): MachineLimits {
  const [, files] = /^Max open files\s+(\d+)/m.exec(textOf('/proc/self/limits')) ?? [];
  const [, first, last] = /^(\d+)\s+(\d+)/.exec(textOf('/proc/sys/net/ipv4/ip_local_port_range')) ?? [];
  return {
    cpus: availableParallelism(),
    // Node.js raises its own limit as far as it may: this is the most there is
    openFiles: files === undefined ? undefined : Number(files),
    ports: first === undefined || last === undefined ? undefined : Number(last) - Number(first) + 1,
    availableBytes: process.availableMemory(),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // not Linux: trying it will show
  }
}
