import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const VARIABLE = 'FLEET_TEST_MARK';
const POLL_MS = 50;

/** Only where the environment of processes can be read. */
export const CAN_FIND_PROCESSES = existsSync('/proc/self/environ');

/** A mark that a program and all that it starts carry in their environment. */
export interface Mark {
  readonly env: Readonly<Record<string, string>>;
  /** The processes that carry it, by their command lines. */
  processes(): readonly string[];
  /** Resolves when none is left; rejects with those that are when the time is over. */
  untilNone(withinMs: number): Promise<void>;
}

export function newMark(): Mark {
  const mark = randomUUID();
  const carries = (pid: string) => readOf(pid, 'environ').includes(`${VARIABLE}=${mark}`);
  const processes = () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && carries(name))
      .map((pid) => `${pid} ${readOf(pid, 'cmdline').replaceAll('\0', ' ').trim()}`);
  return {
    env: { [VARIABLE]: mark },
    processes,
    untilNone: async (withinMs) => {
      const deadlineMs = performance.now() + withinMs;
      while (processes().length > 0) {
        if (performance.now() > deadlineMs) throw new Error(`still there: ${processes().join('; ')}`);
        await pause(POLL_MS);
      }
    },
  };
}

function readOf(pid: string, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return ''; // it has just ended
  }
}
