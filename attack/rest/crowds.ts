import type { Socket } from 'node:net';
import type { BySize } from '../../bench/run/benchmark.ts';
import type { AttackTarget, Sent, Storm } from '../attack.ts';
import { dial, opened, wait, written } from '../raw/connection.ts';
import { crowd } from '../raw/crowd.ts';
import { RawRequests } from '../raw/request.ts';

const LAST_MS: BySize<number> = { full: 15_000, quick: 5_000, smoke: 200 };
const CROWD: BySize<number> = { full: 9_000, quick: 2_000, smoke: 5 };
const AT_ONCE = 100;
/** As many as node lets a header have, less what the request has of its own. */
const HEADER_CHARACTERS = 15_000;

/** Many connections say a part of a request, and are held; what is cut off stays so. */
async function held(
  target: AttackTarget,
  size: keyof typeof CROWD,
  said: Buffer,
  open: (url: string) => Socket,
): Promise<Sent> {
  const sockets: Socket[] = [];
  await crowd(CROWD[size], AT_ONCE, async () => {
    const socket = open(target.url).resume();
    sockets.push(socket);
    await opened(socket);
    await written(socket, said);
  });
  await wait(LAST_MS[size]);
  const left = sockets.filter(({ destroyed }) => !destroyed).length;
  const bytes = sockets.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);
  for (const socket of sockets) socket.destroy();
  return { count: left, what: 'connections held', bytes };
}

function half(target: AttackTarget, characters: number): Buffer {
  const whole = new RawRequests(target).bytes({
    path: 'jobs',
    headers: { 'X-Long': 'x'.repeat(characters) },
  });
  return whole.subarray(0, -4);
}

export const halfRequests: Storm = {
  kind: 'storm',
  name: 'rest/half-requests',
  about: '9,000 connections do not end the headers of their request',
  run: (target, size) => held(target, size, half(target, 10), dial),
};

export const longHeaders: Storm = {
  kind: 'storm',
  name: 'rest/long-headers',
  about: '9,000 connections send 15 KB of headers, and do not end them',
  run: (target, size) => held(target, size, half(target, HEADER_CHARACTERS), dial),
};
