import { signalProcess } from '../signal-process.ts';
import { type CleanupTarget, processesOfTarget } from './cleanup-target.ts';
import type { ProcessId } from './process-id.ts';
import { hasProcessTable, identify, seeProcesses } from './process-table.ts';

/** Finds living processes of a target. @param found words of `formatProcessId`: what belonged to it before */
export type Finder = (target: CleanupTarget, found: ReadonlySet<string>) => readonly ProcessId[];

/** What can be known of processes, and done to them. */
export interface ProcessControl {
  /** Looks at all processes as they are now. */
  look(): Promise<Finder>;
  signal(process: ProcessId, signal: NodeJS.Signals): void;
  /** Who has this number now. */
  identify(pid: number): ProcessId;
}

/** Tells processes by their environment, session and parents. */
export const TABLE_CONTROL: ProcessControl = {
  async look() {
    const seen = await seeProcesses();
    return (target, found) => processesOfTarget(seen, target, found);
  },
  signal({ pid, startedAt }, signal) {
    // its number may have become another's since
    if (identify(pid).startedAt === startedAt) signalProcess(pid, signal);
  },
  identify,
};

/** Knows the process groups of running commands, and nothing else: what has left its group is out of reach. */
export const GROUP_CONTROL: ProcessControl = {
  look: () => Promise.resolve(({ leaders }) => leaders.filter(({ pid }) => signalProcess(-pid, 0))),
  signal({ pid }, signal) {
    signalProcess(-pid, signal);
  },
  identify: (pid) => ({ pid, startedAt: '' }),
};

/** The machine that this process runs on. */
export function processControl(): ProcessControl {
  return hasProcessTable() ? TABLE_CONTROL : GROUP_CONTROL;
}
