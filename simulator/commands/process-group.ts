/** Groups that are alive; what is left of them when this process ends is killed. */
const alive = new Set<number>();

let tellOfGroup: (pid: number, isAlive: boolean) => void = () => undefined;

/** Who is told of every group that starts and ends, so that it can end them where this process no longer can. */
export function onGroups(tell: (pid: number, isAlive: boolean) => void): void {
  tellOfGroup = tell;
}

/** Watches over a process group of ours from its start to its end. */
export function groupStarted(pid: number): void {
  if (alive.size === 0) process.on('exit', killAll);
  alive.add(pid);
  tellOfGroup(pid, true);
}

/** Its leader has ended: whoever is left in it ends, too. */
export function groupEnded(pid: number): void {
  signalGroup(pid, 'SIGKILL');
  alive.delete(pid);
  tellOfGroup(pid, false);
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
