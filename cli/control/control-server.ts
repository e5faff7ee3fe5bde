import { once } from 'node:events';
import { chmodSync, lstatSync, unlinkSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { jsonLine } from '../../protocol/json-line.ts';
import type { HandDone } from '../../simulator/steering/hand-faults.ts';
import { HAND_VERSION, type HandRequest, readHandRequest } from '../../simulator/steering/hand-request.ts';
import type { HandOrder } from '../../simulator/steering/steering.ts';
import { suggestion } from '../options/suggestion.ts';
import { UsageError } from '../program/errors.ts';
import { controlFolder, controlPath, makeControlFolder, pathFault } from './control-folder.ts';
import type { FleetStatus } from './fleet-status.ts';
import { onLines } from './request-lines.ts';
import { isListening, removeStale } from './stale-sockets.ts';

/** What can be told and asked of a fleet. */
export interface Controlled {
  perform(order: HandOrder): Promise<HandDone>;
  status(): FleetStatus;
}

/** A fleet's socket. */
export interface ControlSocket {
  readonly path: string;
  /** The fleet can be told something from now on; who asked before waits. */
  answerFor(fleet: Controlled): void;
  /** The socket is gone when it resolves. */
  close(): Promise<void>;
}

const MAX_REQUEST_BYTES = 64 * 1_024;
const MAX_CONNECTIONS = 16;
/** A connection on which nothing is said for so long is closed. */
const IDLE_MS = 60_000;
/** Nobody but this user may write to a socket that is made under it. */
const OWN_UMASK = 0o177;

/**
 * Opens the socket by which a fleet is steered.
 * @param asked a path of the user's choice
 * @throws UsageError where it cannot be had at the path that was asked for
 */
export async function openControl(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ControlSocket | { readonly problem: string }> {
  const path = asked ?? controlPath(env, process.pid);
  const problem = await fault(path, asked === undefined ? controlFolder(env) : undefined);
  if (problem === undefined) {
    try {
      return await listen(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return refused(asked, `a socket cannot be made at ${path} (${code})`);
    }
  }
  return refused(asked, problem);
}

function refused(asked: string | undefined, problem: string): { readonly problem: string } {
  if (asked === undefined) return { problem };
  throw new UsageError(
    `The fleet cannot be steered: ${problem}; give another path with --control, or --no-control.`,
  );
}

/** Why there can be no socket; makes room where a dead process has left one. */
async function fault(path: string, folder: string | undefined): Promise<string | undefined> {
  const wrong = pathFault(path);
  if (wrong !== undefined) return wrong;
  if (folder !== undefined) {
    const untrusted = makeControlFolder(folder);
    if (untrusted !== undefined) return untrusted;
    await removeStale(folder);
  }
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isSocket()) return `${path} is there already, and is no socket`;
  if (await isListening(path)) return `another process listens at ${path} already`;
  unlinkSync(path);
  return undefined;
}

async function listen(path: string): Promise<ControlSocket> {
  let become: (fleet: Controlled) => void = () => undefined;
  const told = new Promise<Controlled>((resolve) => {
    become = resolve;
  });
  let controlled: Controlled | undefined;
  const answer = async (line: string): Promise<string> => {
    const read = readHandRequest(line, suggestion);
    const said = read.ok ? await answered(read.request, controlled, told) : read;
    return jsonLine({ v: HAND_VERSION, ...said });
  };
  const tooLong = jsonLine({
    v: HAND_VERSION,
    ok: false,
    problem: `a request has ${MAX_REQUEST_BYTES} bytes at most`,
  });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined); // who asked has gone: nobody waits for an answer
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    onLines(socket, MAX_REQUEST_BYTES, answer, tooLong);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.maxConnections = MAX_CONNECTIONS;
  await bind(server, path);
  // a run that comes to nothing is not held up by it
  server.unref();
  // whatever ends us but kill -9
  const remove = () => {
    if (server.listening) unlinkSync(path);
  };
  process.once('exit', remove);
  return {
    path,
    answerFor: (fleet) => {
      controlled = fleet;
      become(fleet);
    },
    close: async () => {
      process.off('exit', remove);
      const closed = once(server, 'close');
      // takes the file away
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function bind(server: Server, path: string): Promise<void> {
  // the file is made within this call: there is no moment at which others might connect
  const before = process.umask(OWN_UMASK);
  try {
    server.listen(path);
  } finally {
    process.umask(before);
  }
  await once(server, 'listening');
  chmodSync(path, 0o600);
}

/** @param controlled undefined as long as it starts @param told resolves with it then */
async function answered(
  request: HandRequest,
  controlled: Controlled | undefined,
  told: Promise<Controlled>,
): Promise<Readonly<Record<string, unknown>>> {
  if (request.act !== 'status') return { ...(await (await told).perform(request)) };
  return controlled === undefined
    ? { ok: false, problem: 'the fleet is about to start: ask again in a moment' }
    : { ok: true, said: 'status', status: controlled.status() };
}
