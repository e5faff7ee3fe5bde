import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/** Where figures were measured: without it they say little. */
export interface MachineInfo {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted a core in the last minute, before the run; well above 0 means that something else ran. */
  readonly loadBefore: number;
}

export function describeMachine(): MachineInfo {
  const [first, ...others] = cpus();
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: 1 + others.length,
    memoryBytes: totalmem(),
    system: `${platform()} ${release()}`,
    node: process.version,
    loadBefore: loadavg()[0] ?? 0,
  };
}

/** One line for people. */
export function machineLine({ cpu, cores, node, system, loadBefore }: MachineInfo): string {
  return `${cores} cores of ${cpu}, ${system}, Node ${node}, load before the run ${loadBefore.toFixed(1)}`;
}
