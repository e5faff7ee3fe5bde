import { readFileSync } from 'node:fs';

/** A terminal's keys: standard input. */
export interface KeyInput {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
  on(event: 'data', listener: (bytes: Buffer) => void): unknown;
  off(event: 'data', listener: (bytes: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

type KeyEvent = 'exit' | 'SIGTSTP' | 'SIGCONT';

/** The process, as far as keys are concerned. */
export interface KeyHost {
  readonly pid: number;
  prependListener(event: KeyEvent, listener: () => void): unknown;
  off(event: KeyEvent, listener: () => void): unknown;
  kill(pid: number, signal: 'SIGINT' | 'SIGTSTP'): unknown;
}

/**
 * Hears each key as it is pressed, until the end, and never leaves a terminal that does not show what is typed: it is as it was at the
 * exit of the process and while it is suspended.
 * @param isInFront false for a process in the background, which the system would stop for taking the keys
 */
export function readKeys(
  input: KeyInput,
  host: KeyHost,
  sent: (text: string) => void,
  isInFront: () => boolean = hasTerminal,
): { end(): void } | undefined {
  if (!input.isTTY || input.setRawMode === undefined || !isInFront()) return undefined;
  const hear = (bytes: Buffer) => sent(bytes.toString('utf8'));
  let isTaken = false;
  const take = () => {
    if (isTaken || !isInFront()) return;
    isTaken = true;
    input.setRawMode?.(true);
    input.on('data', hear);
    input.resume();
  };
  const give = () => {
    if (!isTaken) return;
    isTaken = false;
    input.off('data', hear);
    input.setRawMode?.(false);
    input.pause();
  };
  const listeners: readonly (readonly [KeyEvent, () => void])[] = [
    ['exit', give],
    ['SIGTSTP', give],
    ['SIGCONT', take],
  ];
  for (const [event, listener] of listeners) host.prependListener(event, listener);
  take();
  return {
    end: () => {
      for (const [event, listener] of listeners) host.off(event, listener);
      give();
    },
  };
}

/** Whether the keys of its terminal go to this process; false where the system does not tell. */
function hasTerminal(): boolean {
  try {
    // behind the name in brackets: state, parent, process group, session, terminal, the group that has it
    const [, , group, , , inFront] = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return group === inFront;
  } catch {
    return false; // not Linux: keys are left alone rather than that the process is stopped
  }
}
