import { signalProcess } from '../../../simulator/commands/signal-process.ts';

/** Process groups of clients that are alive; what is left of them when this process ends is killed. */
const alive = new Set<number>();

/** Watches over a process group of ours from its start to its end. */
export function groupStarted(pid: number): void {
  if (alive.size === 0) process.on('exit', killAll);
  alive.add(pid);
}

/** Its leader has ended: whoever is left in it ends, too. */
export function groupEnded(pid: number): void {
  signalProcess(-pid, 'SIGKILL');
  alive.delete(pid);
  if (alive.size === 0) process.off('exit', killAll);
}

function killAll(): void {
  for (const pid of alive) signalProcess(-pid, 'SIGKILL');
}
