import { isAbsolute, resolve } from 'node:path';
import { printable } from '../output/printable.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';
import { askFleet } from './ask-fleet.ts';
import { controlFolder } from './control-folder.ts';
import type { FleetStatus } from './fleet-status.ts';
import { removeStale, socketsIn } from './stale-sockets.ts';

/** A fleet that can be steered. */
export interface RunningFleet {
  readonly path: string;
  readonly pid: number;
  /** Undefined as long as it starts, and where it does not answer. */
  readonly status: FleetStatus | undefined;
}

/** One that does not answer within this is listed as one that starts. */
const PATIENCE_MS = 5_000;

type Around = Pick<Surroundings, 'env' | 'folder'>;

/** The fleets of this user whose sockets are where they are without being asked for, by process. */
export async function runningFleets({ env }: Around): Promise<readonly RunningFleet[]> {
  await removeStale(controlFolder(env));
  const found = await Promise.all(
    socketsIn(controlFolder(env)).map(async ({ path, pid }) => ({ path, pid, status: await statusAt(path) })),
  );
  return found.toSorted((a, b) => a.pid - b.pid);
}

/**
 * The socket of the fleet that is meant.
 * @param named a process or a path; without it the one that runs
 * @throws UsageError
 */
export async function fleetMeant(named: string | undefined, around: Around): Promise<string> {
  if (named !== undefined && !/^\d+$/.test(named))
    return isAbsolute(named) ? named : resolve(around.folder, named);
  const running = await runningFleets(around);
  const [only] = running;
  if (named !== undefined) {
    const meant = running.find(({ pid }) => pid === Number(named));
    if (meant !== undefined) return meant.path;
    throw new UsageError(`Process ${named} is no fleet that can be steered; ${listed(running)}.`);
  }
  if (only === undefined) throw new UsageError(`${sentenceOf(listed(running))}.`);
  if (running.length === 1) return only.path;
  throw new UsageError(`Several fleets run: name one with --fleet PID; ${listed(running)}.`);
}

function listed(running: readonly RunningFleet[]): string {
  if (running.length === 0)
    return 'no fleet runs here: push-harness simulate starts one, and --fleet PATH finds one by its socket';
  return `there are ${running.map(({ pid, status }) => `${pid} (${nameOf(status)})`).join(', ')}`;
}

/** What a fleet is called. */
export function nameOf(status: FleetStatus | undefined): string {
  return status === undefined ? 'about to start' : printable(status.fleet);
}

function sentenceOf(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

async function statusAt(path: string): Promise<FleetStatus | undefined> {
  try {
    return (await askFleet(path, { act: 'status' }, PATIENCE_MS)).status;
  } catch {
    return undefined; // it has just ended, or is something else
  }
}
