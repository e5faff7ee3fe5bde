import { readdirSync, readFileSync, statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { markIn } from './mark.ts';
import type { ProcessId } from './process-id.ts';

/** A process as it was seen. */
export interface SeenProcess extends ProcessId {
  readonly parent: number;
  readonly session: number;
  /** What its environment carries; undefined where that is nothing, or not to be read. */
  readonly mark: string | undefined;
}

interface ReadState extends Omit<SeenProcess, 'mark'> {
  /** What it does: `S` sleeps, `Z` has ended. */
  readonly letter: string;
}

/** The kernel's table of processes; Linux alone has it. */
const PROC = '/proc';
/** So many are looked at in one go; then others have their turn. */
const AT_ONCE = 64;
/** Fields of `/proc/PID/stat` behind the name, which is in brackets and may have anything in it. Source: proc(5). */
const FIELD = { letter: 0, parent: 1, session: 3, startedAt: 19 } as const;
/** It has ended, and only waits to be looked at. */
const ENDED_STATES = ['Z', 'X'];
/** What reading says of a process that has ended. */
const ENDED_CODES = ['ENOENT', 'ESRCH'];
/** What it says of one that has other rights than its user by now. */
const REFUSED_CODES = ['EACCES', 'EPERM'];

/** True where processes can be told by their environment. */
export function hasProcessTable(): boolean {
  return stateOf('self') !== undefined;
}

/**
 * Looks at all other living processes that this one may signal: those of its own user, and for root those of all. The
 * rest is left out, whatever its environment says. Rejects where it cannot look, for want of file descriptors, say.
 */
export async function seeProcesses(): Promise<readonly SeenProcess[]> {
  const seen: SeenProcess[] = [];
  const pids = readdirSync(PROC).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  for (const [index, pid] of pids.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await nextTurn();
    const state = isWithinReach(pid) ? stateOf(pid) : undefined;
    if (state) seen.push({ ...state, mark: markOf(pid) });
  }
  return seen;
}

/** Who has this number now, also where it has ended and only waits to be looked at. */
export function identify(pid: number): ProcessId {
  return { pid, startedAt: readState(String(pid))?.startedAt ?? '' };
}

function isWithinReach(pid: string): boolean {
  const me = process.getuid?.();
  return me === 0 || unless(ENDED_CODES, () => statSync(`${PROC}/${pid}`).uid) === me;
}

/** The state of a living process; undefined for one that has ended. */
function stateOf(pid: string): ReadState | undefined {
  const state = readState(pid);
  return state && ENDED_STATES.includes(state.letter) ? undefined : state;
}

function readState(pid: string): ReadState | undefined {
  const text = unless(ENDED_CODES, () => readFileSync(`${PROC}/${pid}/stat`, 'latin1'));
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return {
    pid: Number.parseInt(text, 10),
    letter: fields[FIELD.letter] ?? '',
    parent: Number(fields[FIELD.parent]),
    session: Number(fields[FIELD.session]),
    startedAt: fields[FIELD.startedAt] ?? '',
  };
}

function markOf(pid: string): string | undefined {
  const environment = unless([...ENDED_CODES, ...REFUSED_CODES], () =>
    readFileSync(`${PROC}/${pid}/environ`),
  );
  return environment && markIn(environment);
}

/** Undefined where reading fails with one of these codes. */
function unless<T>(codes: readonly string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && codes.includes(String(error.code))) return undefined;
    throw error;
  }
}
