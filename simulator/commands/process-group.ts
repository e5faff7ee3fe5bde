/** Groups that are alive; what is left of them when this process ends is killed. */
const alive = new Set<number>();

/** Watches over a process group of ours from its start to its end. */
export function groupStarted(pid: number): void {
  if (alive.size === 0) process.on('exit', killAll);
  alive.add(pid);
}

/** Its leader has ended: whoever is left in it ends, too. */
export function groupEnded(pid: number): void {
  signalGroup(pid, 'SIGKILL');
  alive.delete(pid);
  if (alive.size === 0) process.off('exit', killAll);
}

/** Signals every process of a group of ours. */
export function signalGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: nobody is left. EPERM: all that is left has become another user's
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

function killAll(): void {
  for (const pid of alive) signalGroup(pid, 'SIGKILL');
}
