import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Clock ticks a second in `/proc`, on every Linux that Node.js runs on. */
const TICKS_A_SECOND = 100;
/** Behind the name in parentheses, which may hold blanks: the 12th and 13th field are user and system time. */
const TIMES = /^.*\) (?:\S+ ){11}(\d+) (\d+) /;
const MS_A_SECOND = 1_000;

/** Processor time so far, seconds. */
export interface ProcessorTime {
  readonly all: number;
  /** Of the thread that the process began with. */
  readonly mainThread: number;
}

/** Of a process; undefined where the system does not tell, or the process is gone. */
export function processorTime(pid: number): ProcessorTime | undefined {
  const all = secondsIn(`/proc/${pid}/stat`);
  const mainThread = secondsIn(`/proc/${pid}/task/${pid}/stat`);
  return all === undefined || mainThread === undefined ? undefined : { all, mainThread };
}

/** Time that the cores of this machine have been busy, and all of their time, seconds. */
export function machineTime(): { readonly busy: number; readonly all: number } {
  let [busy, all] = [0, 0];
  for (const { times } of cpus()) {
    const sum = times.user + times.nice + times.sys + times.irq + times.idle;
    all += sum / MS_A_SECOND;
    busy += (sum - times.idle) / MS_A_SECOND;
  }
  return { busy, all };
}

function secondsIn(file: string): number | undefined {
  try {
    const [, user, system] = TIMES.exec(readFileSync(file, 'utf8')) ?? [];
    return user === undefined ? undefined : (Number(user) + Number(system)) / TICKS_A_SECOND;
  } catch {
    return undefined; // no /proc here, or the process has just ended: there is nothing to measure
  }
}
