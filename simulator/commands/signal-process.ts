/**
 * Sends a signal to a process, or with its number below zero to a process group. Nothing happens where nobody is left, or
 * all that is left has become another user's: false then.
 * @param signal 0 only asks whether it could be sent
 */
export function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
    return false;
  }
}
